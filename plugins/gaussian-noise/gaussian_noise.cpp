// Adds Gaussian noise to the images, for denoising autoencoders: x' = clip(x + sigma n), n ~ N(0, 1). Source:
// Vincent et al., "Extracting and composing robust features with denoising autoencoders" (ICML 2008).
//
// The noise of an image is a function of (seed, sample, epoch), with epoch 0 where it is drawn once; so
// batches, threads and resumption do not change it. The noise of test images is always drawn once, so that
// the losses of two epochs can be compared.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <new>

#include "cae_plugin.h"

namespace {

constexpr const char* purpose = "gaussian-noise";
constexpr const char* purpose_of_test = "gaussian-noise test";

constexpr cae_parameter parameters[] = {
    {"sigma", CAE_NUMBER, "0.1", 0.0, CAE_HIGHEST, nullptr,
     "standard deviation of the noise; pixels are in 0 to 1"},
    {"clip", CAE_FLAG, "true", 0.0, 0.0, nullptr, "cut the noisy pixels to 0 to 1"},
    {"draw", CAE_WORD, "once", 0.0, 0.0, "once|epoch",
     "the same noise in every epoch, or new noise each epoch"},
    {"test", CAE_FLAG, "true", 0.0, 0.0, nullptr, "add noise to the test images, always the same"},
    {"train", CAE_FLAG, "true", 0.0, 0.0, nullptr, "add noise to the training images"},
};

struct Noise {
  const cae_host* host;
  float sigma;
  bool clip, every_epoch, test, train;
};

struct Job {
  const Noise& noise;
  const cae_batch& batch;
  float* out;
};

void add_noise(void* data, std::size_t image) {
  const Job& job = *static_cast<const Job*>(data);
  const Noise& noise = job.noise;
  const cae_batch& batch = job.batch;
  const std::size_t pixels = batch.channels * batch.height * batch.width;
  const float* in = batch.values + image * pixels;
  float* out = job.out + image * pixels;
  const bool test = batch.from == CAE_TEST_IMAGES;
  noise.host->normal(noise.host->context, noise.host->seed, test ? purpose_of_test : purpose,
                     noise.every_epoch ? batch.epoch : 0, static_cast<std::uint64_t>(batch.samples[image]),
                     out, pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    const float noisy = in[i] + noise.sigma * out[i];
    out[i] = noise.clip ? std::clamp(noisy, 0.0F, 1.0F) : noisy;
  }
}

void* create(const cae_host* host, const cae_value* values) {
  void* noise = new (std::nothrow) Noise{host,
                                         static_cast<float>(values[0].number),
                                         values[1].integer != 0,
                                         std::strcmp(values[2].text, "epoch") == 0,
                                         values[3].integer != 0,
                                         values[4].integer != 0};
  if (noise == nullptr) host->report_error(host->context, "not enough memory");
  return noise;
}

void destroy(void* instance) {
  delete static_cast<Noise*>(instance);
}

int augment(void* instance, const cae_batch* batch, float* out) {
  const Noise& noise = *static_cast<const Noise*>(instance);
  if (batch->from == CAE_TEST_IMAGES ? !noise.test : !noise.train) {
    std::copy_n(batch->values, batch->count * batch->channels * batch->height * batch->width, out);
    return CAE_OK;
  }
  Job job{noise, *batch, out};
  noise.host->parallel_for(noise.host->context, batch->count, add_noise, &job);
  return CAE_OK;
}

}  // namespace

const cae_plugin cae_plugin_entry = {CAE_PLUGIN_HEADER,
                                     CAE_AUGMENTATION,
                                     "gaussian-noise",
                                     "1.0",
                                     "adds Gaussian noise to what the model sees",
                                     parameters,
                                     std::size(parameters),
                                     create,
                                     destroy,
                                     augment,
                                     nullptr,
                                     nullptr,
                                     nullptr,
                                     nullptr};
