// An instance of a plugin in one run. Everything that it does wrong (a returned error, a number that is not
// finite, an exception) becomes a diagnostic that names the plugin's path.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/image_set.h"
#include "framework/base/table.h"
#include "framework/plugin/plugin_model.h"
#include "framework/plugin/plugin_output.h"
#include "framework/plugin/plugin_use.h"

namespace cae {

// Receives what plugins log, one line each. May be called from any thread, one call at a time for each
// instance.
using PluginLog = std::function<void(std::string_view plugin, std::string_view text)>;

// Is told how much of an extract or analyse is done, 0 to 1, and says whether to go on. May be called from
// any thread, several at once.
using PluginProgress = std::function<bool(double done)>;

// Images, or a layer's output for them, as views. The caller keeps the memory.
struct PluginBatch {
  std::span<const float> values = {};  // count x channels x height x width, NCHW
  std::int64_t count = 0, channels = 1, height = 1, width = 1;
  std::span<const std::uint32_t> samples = {};  // count: the dataset index of each image
  std::span<const std::int64_t> labels = {};    // count, or empty
  ImageSet from = ImageSet::training;
  std::uint32_t epoch = 0;                      // counts from 1; a plugin is told 0 for test images
  std::span<const float> reconstructions = {};  // as `values`, or empty
};

// How images are shown: an extractor sees augmented ones unless it asks, an analysis clean ones.
enum class PluginView { usual, clean, augmented };

// What an extractor or an analysis asks for.
struct PluginRequest {
  ImageSet from = ImageSet::test;
  std::uint64_t images = 0;  // how many, chosen by chosen_samples(seed, images, total); 0: all
  std::uint64_t seed = 1;
  std::string layer = "code";  // extractor: a layer, or "code" for the latent code
  Place layer_place = {};      // where the experiment names it
  bool wants_images = false;   // analysis: analyse() needs the pixels
  PluginView view = PluginView::usual;
  bool wants_reconstructions = false;  // analysis: beside the pixels
  bool wants_model = false;            // analysis: show_model() before check() and analyse()
  std::size_t wants_classes = 0;       // so many at least, of its images or of the rows of its tables
};

class PluginInstance {
 public:
  // `seed` is the run's; `position` is the use's index in its list, so that two uses of one plugin draw
  // different random numbers.
  static Result<PluginInstance> create(const ResolvedPlugin& use, std::uint64_t seed,
                                       std::size_t position = 0, PluginLog log = {},
                                       PluginProgress progress = {});
  PluginInstance(PluginInstance&&) noexcept;
  PluginInstance& operator=(PluginInstance&&) noexcept;
  ~PluginInstance();

  const Plugin& plugin() const;
  const std::vector<Setting>& settings() const;
  ChangedImages on() const;

  // W640 for everything that its calls left changed (rounding mode, locale, environment, ...) and that was
  // restored: once for each, since the last take. From any thread.
  Diagnostics take_warnings();

  // Augmentation: `output` is as large as batch.values and may not overlap it. Allocates nothing after the
  // first call.
  Status augment(const PluginBatch& batch, std::span<float> output);

  // Extractor and analysis.
  Result<PluginRequest> request();

  // Analysis: what its host->model is from now on.
  void show_model(PluginModel model);

  // Extractor and analysis, before training: refuses what the work would refuse, and returns what it will
  // make; nothing where the plugin does not tell. `input` has no values, samples or labels; nullptr as for
  // analyse().
  Result<std::optional<PluginForesight>> check(const PluginBatch* input, std::string_view layer,
                                               std::span<const ForeseenTable> tables);

  // Extractor: `output` is what `layer` gave for the images of the request.
  Result<PluginOutput> extract(const PluginBatch& output, std::string_view layer);

  // Analysis: `images` is nullptr unless the request asks for them; `tables` are those extracted before it.
  Result<PluginOutput> analyse(const PluginBatch* images, std::span<const Table* const> tables);

 private:
  struct State;
  explicit PluginInstance(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cae
