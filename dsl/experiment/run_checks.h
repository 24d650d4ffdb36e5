// What a run names outside of its own text: its model, its plugins and the layers that these want.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/experiment/mistakes.h"
#include "dsl/experiment/run_reader.h"
#include "framework/graph/graph.h"

namespace cae {

class RunChecks {
 public:
  // Builds the model, finds the plugins and checks their settings. Fills in the model's text and the settings
  // that plugins have by default.
  void check(ReadRun& run, Mistakes& mistakes);

 private:
  struct Model {
    std::string text = {};
    std::optional<Graph> graph = std::nullopt;
  };
  using Parameters = std::vector<std::pair<std::string, double>>;

  const Model& model_of(const ReadRun& run, Mistakes& mistakes);
  void check_shape(const ReadRun& run, const Graph& graph, Mistakes& mistakes) const;
  void check_memory(const ReadRun& run, const Graph& graph, Mistakes& mistakes) const;
  void check_plugins(std::vector<PluginUse>& uses, bool augment, const Graph* graph,
                     Mistakes& mistakes) const;

  std::map<std::pair<std::string, Parameters>, Model> models_;  // each built once, however many runs share it
};

}  // namespace cae
