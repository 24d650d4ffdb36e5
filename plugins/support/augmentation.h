// What the shipped augmentations share: the parameters `draw`, `test` and `train`, and the walk over a batch.
// It is compiled into each of them and sees the public header alone.
//
// The random numbers of an image are a function of (seed, purpose, epoch, sample), with epoch 0 where they
// are drawn once; so batches, threads and resumption do not change them. Those of test images have a purpose
// of their own and are always drawn once, so that the losses of two epochs can be compared.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>

#include "cae_plugin.h"
#include "support/parameter_list.h"

namespace plugin {

constexpr float least_value = -1e6F, greatest_value = 1e6F;  // of a pixel that a parameter gives

constexpr cae_parameter number(const char* name, const char* value, double least, double most,
                               const char* help) {
  return {name, CAE_NUMBER, value, least, most, nullptr, help};
}
constexpr cae_parameter flag(const char* name, const char* value, const char* help) {
  return {name, CAE_FLAG, value, 0.0, 0.0, nullptr, help};
}

// The last parameters of every augmentation. `draw` and `test`: their usual values.
constexpr auto last_parameters(const char* draw, const char* test) {
  return parameter_list(cae_parameter{"draw", CAE_WORD, draw, 0.0, 0.0, "once|epoch",
                                      "the same random numbers in every epoch, or new ones each"},
                        flag("test", test, "change the test images, always in the same way"),
                        flag("train", "true", "change the training images"));
}

// The random numbers of one image.
struct Draws {
  const cae_host* host;
  const char* purpose;
  std::uint32_t epoch;
  std::uint64_t sample;

  // In [0, 1).
  void uniform(float* values, std::size_t count) const {
    host->uniform(host->context, host->seed, purpose, epoch, sample, values, count);
  }
  void normal(float* values, std::size_t count) const {
    host->normal(host->context, host->seed, purpose, epoch, sample, values, count);
  }
};

// One image, channels first, and where it goes.
struct Image {
  const float* in;
  float* out;
  std::size_t channels, height, width;
  Draws draws;

  std::size_t plane() const { return height * width; }
  std::size_t numbers() const { return channels * plane(); }
};

// Fills `out` with uniform numbers: one for each number of the image, or the same for all channels of a
// pixel.
inline void draw_chances(const Image& image, bool whole_pixels) {
  if (!whole_pixels) return image.draws.uniform(image.out, image.numbers());
  for (std::size_t c = 0; c < image.channels; ++c)
    image.draws.uniform(image.out + c * image.plane(), image.plane());
}

// One use of an augmentation. `Effect` has: the texts `name` and `summary`, `parameters` that end with
// last_parameters, `kind` (cae_plugin's effect), a constructor from their values, apply(Image), which may
// throw bad_alloc, and, where values can contradict each other, accepts(host, values), which reports it.
template <class Effect>
class Augmentation {
 public:
  static void* create(const cae_host* host, const cae_value* values) {
    if constexpr (requires { Effect::accepts(host, values); }) {
      if (!Effect::accepts(host, values)) return nullptr;
    }
    try {
      return new Augmentation(host, values);
    } catch (const std::bad_alloc&) {
      host->report_error(host->context, "not enough memory");
      return nullptr;
    }
  }

  static void destroy(void* instance) { delete static_cast<Augmentation*>(instance); }

  static int augment(void* instance, const cae_batch* batch, float* out) {
    const Augmentation& self = *static_cast<const Augmentation*>(instance);
    if (batch->from == CAE_TEST_IMAGES ? !self.test_ : !self.train_) {
      std::copy_n(batch->values, batch->count * batch->channels * batch->height * batch->width, out);
      return CAE_OK;
    }
    Job job{self, *batch, out, false};
    self.host_->parallel_for(self.host_->context, batch->count, change, &job);
    if (!job.no_memory) return CAE_OK;
    self.host_->report_error(self.host_->context, "not enough memory");
    return CAE_FAILED;
  }

 private:
  struct Job {
    const Augmentation& self;
    const cae_batch& batch;
    float* out;
    std::atomic<bool> no_memory;
  };

  Augmentation(const cae_host* host, const cae_value* values) : host_(host), effect_(values) {
    const cae_value* last = values + Effect::parameters.size() - 3;
    every_epoch_ = std::strcmp(last[0].text, "epoch") == 0;
    test_ = last[1].integer != 0;
    train_ = last[2].integer != 0;
  }

  static void change(void* data, std::size_t index) {
    Job& job = *static_cast<Job*>(data);
    const cae_batch& batch = job.batch;
    const Augmentation& self = job.self;
    const std::size_t first = index * batch.channels * batch.height * batch.width;
    const std::string& purpose = batch.from == CAE_TEST_IMAGES ? self.purpose_of_test_ : self.purpose_;
    const Image image{batch.values + first,
                      job.out + first,
                      batch.channels,
                      batch.height,
                      batch.width,
                      {self.host_, purpose.c_str(), self.every_epoch_ ? batch.epoch : 0,
                       static_cast<std::uint64_t>(batch.samples[index])}};
    try {
      self.effect_.apply(image);
    } catch (const std::bad_alloc&) {
      job.no_memory = true;
    }
  }

  const cae_host* host_;
  Effect effect_;
  std::string purpose_ = Effect::name, purpose_of_test_ = purpose_ + " test";
  bool every_epoch_ = false, test_ = false, train_ = false;
};

template <class Effect>
constexpr cae_plugin entry_of() {
  using Use = Augmentation<Effect>;
  return {CAE_PLUGIN_HEADER,
          CAE_AUGMENTATION,
          Effect::name,
          "1.0",
          Effect::summary,
          Effect::parameters.data(),
          Effect::parameters.size(),
          Use::create,
          Use::destroy,
          Use::augment,
          nullptr,
          nullptr,
          nullptr,
          nullptr,
          Effect::kind};
}

}  // namespace plugin
