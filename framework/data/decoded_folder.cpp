#include "framework/data/decoded_folder.h"

#include <algorithm>
#include <new>
#include <utility>

#include "framework/base/catalogue/data.h"
#include "framework/data/png_file.h"

namespace cae {

Result<std::shared_ptr<const ImageSource>> DecodedFolder::open(std::string folder, std::vector<PngFile> files,
                                                               const ImageShape& shape) {
  std::shared_ptr<DecodedFolder> opened(new DecodedFolder(std::move(folder), std::move(files), shape));
  opened->decode(0);
  if (!opened->problems_.empty()) return opened->problems_;
  opened->worker_ = std::thread([decoder = opened.get()] { decoder->work(); });
  return std::shared_ptr<const ImageSource>(std::move(opened));
}

// Memory is touched, and so taken, when an image is decoded into it.
DecodedFolder::DecodedFolder(std::string folder, std::vector<PngFile> files, const ImageShape& shape)
    : folder_(std::move(folder)),
      files_(std::move(files)),
      shape_(shape),
      pixels_(new std::uint8_t[files_.size() * static_cast<std::size_t>(shape.elements())]),
      states_(new std::atomic<State>[files_.size()]()) {}

DecodedFolder::~DecodedFolder() {
  stopping_ = true;
  if (worker_.joinable()) worker_.join();
}

std::uint8_t* DecodedFolder::pixels_of(std::size_t image) const {
  return pixels_.get() + image * static_cast<std::size_t>(shape_.elements());
}

// Nothing where another thread has begun to.
void DecodedFolder::decode(std::size_t image) const {
  State state = State::untouched;
  if (!states_[image].compare_exchange_strong(state, State::in_work)) return;
  const std::string path = folder_ + "/" + files_[image].name;
  Diagnostics problems;
  try {
    if (Status status = read_png(path, shape_, pixels_of(image)); !status) problems = status.diagnostics();
  } catch (const std::bad_alloc&) {
    problems = {catalogue::no_memory_for_images(path)};
  }
  {
    const std::lock_guard lock(mutex_);
    states_[image] = State::decoded;
    if (problems_.empty()) problems_ = std::move(problems);
    stopping_ = stopping_ || !problems_.empty();
  }
  changed_.notify_all();
}

void DecodedFolder::work() const {
  for (std::size_t image = 1; image < files_.size() && !stopping_; ++image) decode(image);
}

Result<Dataset> DecodedFolder::read(std::span<const std::uint32_t> samples) const {
  for (const std::uint32_t sample : samples) decode(sample);
  const auto is_decoded = [&](std::uint32_t sample) { return states_[sample] == State::decoded; };
  {
    std::unique_lock lock(mutex_);
    changed_.wait(
        lock, [&] { return !problems_.empty() || std::all_of(samples.begin(), samples.end(), is_decoded); });
    if (!problems_.empty()) return problems_;
  }
  const auto size = static_cast<std::size_t>(shape_.elements());
  Dataset images{.count = static_cast<std::int64_t>(samples.size()), .shape = shape_};
  images.bytes.resize(samples.size() * size);
  for (std::size_t i = 0; i < samples.size(); ++i)
    std::copy_n(pixels_of(samples[i]), size, images.bytes.data() + i * size);
  return images;
}

}  // namespace cae
