// What can be known of a run's analyses before it is trained: that they can be made, of which tables, and
// what memory they take.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/dataset.h"
#include "framework/graph/graph.h"
#include "framework/run/planned_analysis.h"
#include "framework/run/run_config.h"

namespace cae {

struct ImageCounts {
  std::int64_t train = 0;
  std::optional<std::int64_t> test = {};
  std::int64_t validation = 0;  // of the training images
};

// How many classes the images are of, 0 where they have no labels; those of validation are training images.
struct KnownClasses {
  std::size_t train = 0, test = 0;
};

struct RunOutline {
  const Graph& model;
  ImageCounts images = {};
  KnownClasses classes = {};
  std::int64_t batch = 1;
  std::uint64_t seed = 1;
  bool augmented = false;
  int threads = 1;
};

RunOutline outline_of(const RunConfig& config, const Graph& model, const DataSets& data, int threads);

// How many images the sheet of reconstructions shows at most, and its largest size.
inline constexpr std::int64_t sheet_images = 10;
inline constexpr std::int64_t most_sheet_pixels = 16'000'000;

// Every mistake, each with its place in the experiment: what plugins refuse (E616, E617), layers and tables
// that are not there (E619, E844, E845), two that would write one file (E846), too little memory (E847),
// weights other than those of a table that is read (E867). Fills in each entry's `needs`, `bytes` and, where
// it says none, the `weights` of the tables that it reads, and the whole names of the tables that its
// settings name.
Diagnostics check_analyses(std::vector<PlannedAnalysis>& plan, const RunOutline& run);

// The most that one of them takes.
std::size_t peak_bytes(const std::vector<PlannedAnalysis>& plan);

// The node whose output an extractor asks for: a layer, or "code" for the latent code; no_node if neither.
NodeId wanted_layer(const Graph& model, const std::string& layer);

}  // namespace cae
