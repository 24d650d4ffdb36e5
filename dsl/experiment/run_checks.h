// What a run refers to outside its own text: its model, its plugins and the layers that these need.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "dsl/experiment/run_reader.h"
#include "dsl/text/mistakes.h"
#include "framework/graph/graph.h"
#include "framework/plugin/plugin_use.h"

namespace cae {

class RunChecks {
 public:
  // Builds the model, finds the plugins and checks their settings. Fills in the model with its text, and the
  // settings that plugins have by default.
  void check(ReadRun& run, Mistakes& mistakes);

 private:
  struct Model {
    std::string text = {};
    std::shared_ptr<const Graph> graph = nullptr;
    Diagnostics warnings = {};
  };
  using Parameters = std::vector<std::pair<std::string, double>>;

  const Model& model_of(const ReadRun& run, Mistakes& mistakes);
  void check_shape(const ReadRun& run, const Graph& graph, Mistakes& mistakes) const;
  void check_memory(const ReadRun& run, const Graph& graph, Mistakes& mistakes) const;
  void check_plugins(std::vector<PluginUse>& uses, PluginList list, const Graph* graph, Diagnostics& warnings,
                     Mistakes& mistakes);
  // That no two analyses have one name.
  void check_names(const std::vector<PluginUse>& uses, Mistakes& mistakes);
  // The plugin of a use, or nothing if it or its settings are wrong.
  const std::optional<ResolvedPlugin>& plugin_of(const PluginUse& use, PluginList list, std::size_t position,
                                                 Mistakes& mistakes);

  // Each is built and found once, however many runs share it. A use is identified by its place.
  std::map<std::pair<std::string, Parameters>, Model> models_;
  std::map<std::tuple<std::string, int, int, PluginList, std::size_t>, std::optional<ResolvedPlugin>>
      plugins_;
};

}  // namespace cae
