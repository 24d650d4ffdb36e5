#include "framework/report/model_drawings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "framework/base/utf8.h"
#include "framework/draw/graph_drawing.h"
#include "framework/report/inline_svg.h"

namespace cae {
namespace {

using nlohmann::json;

// What the graph depends on.
std::string key_of(const RunConfig& config) {
  std::string key = config.model_text;
  for (const auto& [name, value] : config.parameters) key += "\n" + name + "=" + std::to_string(value);
  return key;
}

json description(const Graph& graph, const std::string& problem) {
  json layers = json::array();
  std::string code;
  for (const LayerBox& box : layer_boxes(graph)) {
    if (box.is_code) code = box.layer;
    layers.push_back(
        {visible(box.layer), visible(box.settings), to_string(box.shape), box.parameters, box.stage});
  }
  return {{"name", visible(graph.name)},
          {"parameters", graph.parameter_count()},
          {"code", visible(code)},
          {"layers", layers},
          {"problem", problem}};
}

}  // namespace

json ModelDrawings::number_of(const ReportedRun& run) {
  if (!run.config) return nullptr;
  const std::string key = key_of(*run.config);
  const auto known = std::find(keys_.begin(), keys_.end(), key);
  if (known != keys_.end()) return known - keys_.begin();
  keys_.push_back(key);
  graphs_.push_back(run.config->model);
  const Graph& graph = *run.config->model;
  const Result<std::string> picture = graph_picture(graph, "svg", "the model " + graph.name);
  svgs_.push_back(picture ? inline_svg(*picture, "Drawing of the model " + visible(graph.name) +
                                                     "; the table below lists its layers")
                          : "");
  problems_.push_back(picture ? "" : visible(picture.diagnostics().front().message));
  return keys_.size() - 1;
}

json ModelDrawings::descriptions() const {
  json list = json::array();
  for (std::size_t i = 0; i < graphs_.size(); ++i) list.push_back(description(*graphs_[i], problems_[i]));
  return list;
}

}  // namespace cae
