#include "framework/data/batch_source.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cfenv>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace cae {
namespace {

// One prepared batch, or the reason why it could not be prepared. Its buffers are allocated once.
struct Slot {
  std::vector<float> inputs;  // empty where there is no augmentation
  std::vector<float> targets;
  // Both as C,H,W while they are augmented; empty for one channel.
  std::vector<float> input_planes;
  std::vector<float> target_planes;
  std::vector<std::uint32_t> samples;
  std::vector<float> labels;
  int images = 0;  // of the whole batch
  Diagnostics problems;
  std::exception_ptr thrown;
};

// From C,H,W to H,W,C.
void channels_last(const float* from, const ImageShape& shape, float* to) {
  const auto channels = static_cast<std::size_t>(shape.channels);
  const auto plane = static_cast<std::size_t>(shape.height * shape.width);
  for (std::size_t c = 0; c < channels; ++c) {
    for (std::size_t i = 0; i < plane; ++i) to[i * channels + c] = from[c * plane + i];
  }
}

}  // namespace

class BatchSource::Implementation {
 public:
  Implementation(const Dataset& dataset, int batch, Augmentation augmentation, bool prefetch, OwnImages own)
      : dataset_(dataset),
        batch_(batch),
        augmentation_(std::move(augmentation)),
        own_(std::move(own)),
        pixels_(dataset.shape.elements()) {
    const std::size_t floats = static_cast<std::size_t>(batch) * static_cast<std::size_t>(pixels_);
    for (Slot& slot : slots_) {
      slot.targets.resize(floats);
      slot.samples.reserve(static_cast<std::size_t>(batch));
      if (!augmentation_) continue;
      slot.inputs.resize(floats);
      if (dataset.shape.channels == 1) continue;
      slot.input_planes.resize(floats);
      slot.target_planes.resize(floats);
    }
    std::fegetenv(&modes_);
    if (prefetch) worker_ = std::thread([this] { work(); });
  }

  ~Implementation() {
    if (!worker_.joinable()) return;
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    worker_.join();
  }

  void start_epoch(std::vector<std::uint32_t> order, std::uint32_t epoch, std::int64_t first_step) {
    wait_until_idle();
    order_ = std::move(order);
    epoch_ = epoch;
    step_ = first_step;
    ask_for(step_);
  }

  std::int64_t steps() const { return (static_cast<std::int64_t>(order_.size()) + batch_ - 1) / batch_; }

  Result<std::optional<BatchView>> next() {
    if (step_ >= steps()) return std::optional<BatchView>();
    wait_until_idle();
    if (!worker_.joinable()) prepare(step_);
    Slot& slot = slot_of(step_);
    ++step_;
    // The other slot is the one that the caller has finished with.
    ask_for(step_);
    if (slot.thrown) std::rethrow_exception(slot.thrown);
    if (!slot.problems.empty()) return slot.problems;
    const std::size_t floats = slot.samples.size() * static_cast<std::size_t>(pixels_);
    const std::vector<float>& inputs = augmentation_ ? slot.inputs : slot.targets;
    return std::optional(BatchView{.inputs = std::span(inputs).first(floats),
                                   .targets = std::span(slot.targets).first(floats),
                                   .samples = slot.samples,
                                   .labels = slot.labels,
                                   .count = static_cast<int>(slot.samples.size()),
                                   .images = slot.images});
  }

 private:
  Slot& slot_of(std::int64_t step) { return slots_[static_cast<std::size_t>(step % 2)]; }

  // Gives a step to the worker, which is idle.
  void ask_for(std::int64_t step) {
    if (!worker_.joinable() || step >= steps()) return;
    {
      const std::lock_guard lock(mutex_);
      asked_ = step;
    }
    changed_.notify_all();
  }

  void wait_until_idle() {
    if (!worker_.joinable()) return;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !asked_; });
  }

  void work() {
    // The same floating-point modes as in the caller's thread, which would otherwise prepare the batch.
    std::fesetenv(&modes_);
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return stopping_ || asked_; });
      if (stopping_) return;
      const std::int64_t step = *asked_;
      lock.unlock();
      prepare(step);
      lock.lock();
      asked_.reset();
      changed_.notify_all();
    }
  }

  void prepare(std::int64_t step) {
    Slot& slot = slot_of(step);
    slot.problems.clear();
    slot.thrown = nullptr;
    try {
      fill(slot, step);
    } catch (...) {
      slot.thrown = std::current_exception();
    }
  }

  void fill(Slot& slot, std::int64_t step) {
    const auto begin = order_.begin() + step * batch_;
    slot.images = static_cast<int>(std::min<std::int64_t>(batch_, order_.end() - begin));
    const auto [first, count] = own_(slot.images);
    slot.samples.assign(begin + first, begin + first + count);
    slot.labels.clear();
    for (const std::uint32_t sample : slot.samples) {
      if (!dataset_.labels.empty()) slot.labels.push_back(static_cast<float>(dataset_.labels[sample]));
    }
    if (count == 0) return;
    if (const Status read = slot.target_planes.empty() ? take_images(slot) : take_planes(slot); !read)
      slot.problems = read.diagnostics();
  }

  Status take_images(Slot& slot) {
    const Status read = dataset_.copy_hwc(slot.samples, slot.targets.data());
    if (!read || !augmentation_) return read;
    return augment(slot, slot.inputs, slot.targets);
  }

  // `targets` holds the images, channels first.
  Status augment(Slot& slot, std::vector<float>& inputs, std::vector<float>& targets) {
    const std::size_t floats = slot.samples.size() * static_cast<std::size_t>(pixels_);
    std::copy_n(targets.begin(), floats, inputs.begin());
    return augmentation_(std::span(inputs).first(floats), std::span(targets).first(floats), slot.samples,
                         epoch_);
  }

  Status take_planes(Slot& slot) {
    if (const Status read = dataset_.copy_chw(slot.samples, slot.target_planes.data()); !read) return read;
    if (const Status changed = augment(slot, slot.input_planes, slot.target_planes); !changed) return changed;
    const std::int64_t count = static_cast<std::int64_t>(slot.samples.size());
    for (std::int64_t at = 0; at < count * pixels_; at += pixels_) {
      channels_last(slot.input_planes.data() + at, dataset_.shape, slot.inputs.data() + at);
      channels_last(slot.target_planes.data() + at, dataset_.shape, slot.targets.data() + at);
    }
    return Done{};
  }

  const Dataset& dataset_;
  const std::int64_t batch_;
  const Augmentation augmentation_;
  const OwnImages own_;
  const std::int64_t pixels_;  // of one image, all channels
  std::array<Slot, 2> slots_;
  std::fenv_t modes_ = {};

  // Written by the caller's thread while the worker is idle.
  std::vector<std::uint32_t> order_;
  std::uint32_t epoch_ = 0;
  std::int64_t step_ = 0;  // the next to be given out

  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<std::int64_t> asked_;  // the step that the worker prepares; none while it is idle
  bool stopping_ = false;
  std::thread worker_;
};

BatchSource::BatchSource(const Dataset& dataset, int batch, Augmentation augmentation, bool prefetch,
                         OwnImages own)
    : implementation_(std::make_unique<Implementation>(dataset, batch, std::move(augmentation), prefetch,
                                                       std::move(own))) {
  assert(batch > 0);
}

BatchSource::~BatchSource() = default;

void BatchSource::start_epoch(std::vector<std::uint32_t> order, std::uint32_t epoch,
                              std::int64_t first_step) {
  implementation_->start_epoch(std::move(order), epoch, first_step);
}

std::int64_t BatchSource::steps() const {
  return implementation_->steps();
}

Result<std::optional<BatchView>> BatchSource::next() {
  return implementation_->next();
}

}  // namespace cae
