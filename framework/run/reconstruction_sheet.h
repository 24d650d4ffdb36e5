// The first images of a run beside what the model sees and makes of them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/draw/image_sheet.h"
#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"
#include "framework/plugin/plugin_host.h"

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
};

// The size of the sheet: images as large as most_sheet_pixels allow, three times enlarged at most.
SheetFit reconstruction_fit(const Graph& model, std::int64_t count, bool augmented);

// Draws and writes it; evaluates and holds one batch at a time, and asks `go_on` before each.
Status draw_reconstructions(const Reconstructions& what, const std::string& path, ThreadPool& pool,
                            const std::function<void()>& go_on);

}  // namespace cae
