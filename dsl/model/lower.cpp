#include "dsl/model/lower.h"

#include <cstdio>
#include <iterator>
#include <string>
#include <utility>

#include "dsl/model/value.h"
#include "framework/base/catalogue/model.h"
#include "framework/graph/builder.h"

namespace cae::dsl {
namespace {

std::string byte_text(double bytes) {
  const char* const units[] = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < std::size(units)) {
    bytes /= 1000;
    ++unit;
  }
  char text[48];
  std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.3g %s", bytes, units[unit]);
  return text;
}

Place without_line(Place place) {
  place.source_line.clear();
  return place;
}

class Lowering {
 public:
  Lowering(const SourceSet& sources, Meaning& meaning, Mistakes& mistakes)
      : sources_(sources), meaning_(meaning), mistakes_(mistakes) {}

  std::optional<Graph> lower(const ast::Head& head, const Expansion& expansion,
                             const std::vector<LayerWords>& words) {
    if (expansion.input == nullptr) return std::nullopt;
    const std::optional<Shape> shape = input_shape(*expansion.input, expansion.bindings);
    if (!shape) return std::nullopt;
    GraphBuilder builder(std::string(sources_.text(head.name.span)), *shape,
                         sources_.kept_place(expansion.input->span));
    for (std::size_t i = 0; i < expansion.layers.size(); ++i) {
      const LayerLine& layer = expansion.layers[i];
      if (layer.op == nullptr || !words[i].valid || !add(layer, words[i], builder)) return std::nullopt;
    }
    if (mistakes_.any()) return std::nullopt;
    Graph graph = std::move(builder).finish();
    check_memory(graph, head);
    return graph;
  }

 private:
  std::optional<Shape> input_shape(const ast::Input& input, const Bindings& bindings) {
    const std::optional<Shape> shape =
        read_input(input.shape, Scope(sources_, meaning_, bindings), mistakes_);
    if (!shape || within_bounds(*shape)) return shape;
    mistakes_.add(catalogue::image_too_large(sources_.place(span_of(input.shape)), cae::to_string(*shape),
                                             max_dimension, max_elements));
    return std::nullopt;
  }

  // False where its shape is wrong.
  bool add(const LayerLine& layer, const LayerWords& words, GraphBuilder& builder) {
    const Span& kind = layer.written->kind.span;
    const std::optional<ShapeProblem> problem = builder.add({.kind = std::string(layer.op->kind()),
                                                             .attributes = words.attributes,
                                                             .name = layer.name,
                                                             .stage = layer.stage,
                                                             .place = sources_.kept_place(kind),
                                                             .trace = layer.trace});
    if (!problem) {
      meaning_.give({layer.written->span, layer.name, builder.shape()});
      return true;
    }
    const auto written = words.written.find(problem->attribute);
    const Node& before = builder.graph().nodes.back();
    const std::string arriving = cae::to_string(before.shape);
    mistakes_.add(catalogue::shape_mismatch(
        sources_.place(written == words.written.end() ? kind : written->second), arriving, layer.name,
        problem->reason, problem->needed, problem->help,
        {without_line(before.place), catalogue::gives_shape(before.layer, arriving)}));
    return false;
  }

  void check_memory(const Graph& graph, const ast::Head& head) {
    const double bytes = estimated_training_bytes(graph, 1);
    if (bytes <= available_memory_bytes()) return;
    const Node* largest = &graph.nodes.front();
    double most = 0;
    for (const Node& node : graph.nodes) {
      Graph alone;
      alone.nodes.push_back(node);
      const double size = estimated_training_bytes(alone, 1);
      if (size <= most) continue;
      most = size;
      largest = &node;
    }
    mistakes_.add(catalogue::not_enough_memory_for_model(sources_.place(head.name.span), graph.name,
                                                         byte_text(bytes), largest->layer, byte_text(most),
                                                         without_line(largest->place)));
  }

  const SourceSet& sources_;
  Meaning& meaning_;
  Mistakes& mistakes_;
};

}  // namespace

std::optional<Graph> lower(const ast::Head& head, const Expansion& expansion,
                           const std::vector<LayerWords>& words, const SourceSet& sources, Meaning& meaning,
                           Mistakes& mistakes) {
  return Lowering(sources, meaning, mistakes).lower(head, expansion, words);
}

}  // namespace cae::dsl
