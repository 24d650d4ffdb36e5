// The first images of a run beside what the model sees and makes of them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/draw/image_sheet.h"
#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"
#include "framework/plugin/plugin_host.h"
#include "framework/run/run_config.h"

namespace cae {

struct Reconstructions {
  const Graph& model;
  ParameterArrays& weights;
  const Dataset& images;
  bool test = true;
  std::int64_t count = 0;  // of the first images
  std::int64_t batch = 1;  // that are evaluated at once
  bool logits = false;     // a sigmoid is applied to the model's outputs
  std::vector<PluginInstance>& augmentations;
  std::string title = {};
  std::vector<std::string> notes = {};
  bool dark = false;
};

// A run whose training is done, with its images.
struct RunOfSheet {
  const std::string& name;
  const RunConfig& config;
  const Graph& model;
  const DataSets& data;
  std::vector<PluginInstance>& augmentations;
};
// The first images of its test set, else of its training set, `most` of them, with what the sheet says of
// them. `which`, of the weights: "last" or "best". What is given must outlive what is returned.
Reconstructions first_reconstructions(const RunOfSheet& run, ParameterArrays& weights,
                                      const std::string& which, std::int64_t most);

// The size of the sheet: images as large as most_sheet_pixels allow, three times enlarged at most.
SheetFit reconstruction_fit(const Graph& model, std::int64_t count, bool augmented);

// Rows: the originals, each with its class; what the model sees of them, where augmentations change them; the
// reconstructions, each with its mean squared error; and reconstruction minus original, red above 0 and blue
// below (where the two are of one shape). Draws and writes it; evaluates and holds one batch at a time, and
// asks `go_on` before each. Writes the same sheet to every path.
Status draw_reconstructions(const Reconstructions& what, const std::vector<std::string>& paths,
                            ThreadPool& pool, const std::function<void()>& go_on);

// Of images of the same shape, C,H,W.
double mean_squared_error(std::span<const float> target, std::span<const float> made);
// `made` minus `target`, the mean over the channels, as three planes of red, green and blue.
std::vector<float> difference_in_colours(std::span<const float> target, std::span<const float> made,
                                         std::size_t channels);

}  // namespace cae
