// What a trained model makes of images: codes, reconstructions, and how far these are off.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"
#include "framework/plugin/plugin_host.h"
#include "framework/report/run_images.h"
#include "framework/report/thumbnails.h"

namespace cae {

// A run's model with its last weights, ready to be used.
struct OpenedModel {
  const RunConfig& config;
  ParameterArrays weights;
  std::vector<PluginInstance> augmentations = {};

  const Graph& graph() const { return *config.model; }
};

// Errors: those of the checkpoint and of the plugins.
Result<OpenedModel> open_model(const ReportedRun& run);

struct SeenImages {
  std::vector<std::uint32_t> samples = {};
  std::vector<std::int64_t> labels = {};     // empty where there are none
  std::int64_t numbers = 0;                  // of a code; 0 where the model has none
  std::vector<float> codes = {};             // of all samples, each C,H,W
  std::vector<float> errors = {};            // the mean squared difference of image and reconstruction
  std::vector<std::uint32_t> pictured = {};  // places in `samples` whose images are in the thumbnails
  std::vector<Thumbnails> originals = {};    // of those; one element, or none where there are no images
  std::vector<Thumbnails> inputs = {};       // what the model saw, where that is something else
  std::vector<Thumbnails> reconstructions = {};
};

struct ImageWish {
  std::vector<std::uint32_t> samples = {};
  std::size_t pictured = 0;  // how many of them get thumbnails, evenly chosen
  std::int64_t longest_side = 0;
};

// Shows the model these images, batch by batch, as its analyses do.
Result<SeenImages> see_images(OpenedModel& model, const RunImages& images, const ImageWish& wish,
                              ThreadPool& pool);

// The same of recorded codes, where the images are gone: what the decoder makes of them.
Result<SeenImages> decode_codes(OpenedModel& model, const Table& codes, const ImageWish& wish,
                                ThreadPool& pool);

// Places 0 .. total-1, `count` of them at equal distances; all of them where `count` is not less.
std::vector<std::uint32_t> evenly(std::size_t total, std::size_t count);

}  // namespace cae
