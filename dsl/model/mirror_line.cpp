#include "dsl/model/mirror_line.h"

#include <algorithm>
#include <optional>

#include "framework/graph/builder.h"
#include "framework/graph/rules/common_attributes.h"

namespace cae::dsl {
namespace {

const std::vector<AttributeSpec>& mirror_options() {
  static const std::vector<AttributeSpec> specs = [] {
    AttributeSpec last = activation_attribute();
    last.name = "last";
    last.positional = false;
    return std::vector<AttributeSpec>{
        {.name = "stage",
         .type = AttributeType::choice,
         .positional = true,
         .required = true,
         .words = {"encoder"}},
        {.name = "tied", .type = AttributeType::boolean, .default_value = false},
        last};
  }();
  return specs;
}

// The shapes that the layers give, by their numbers; nothing for those that are wrong.
std::vector<std::optional<Shape>> shapes_of(const Expansion& expansion, const Shape& input) {
  std::vector<std::optional<Shape>> shapes;
  for (const LayerLine& line : expansion.layers) {
    std::vector<Shape> arriving;
    for (const LayerId id : line.inputs) {
      const std::optional<Shape> shape = id == model_input ? input : shapes[static_cast<std::size_t>(id)];
      if (shape) arriving.push_back(*shape);
    }
    shapes.emplace_back();
    if (line.op == nullptr || !line.words.valid || arriving.size() != line.inputs.size()) continue;
    const ShapeOrProblem inferred = line.op->infer(with_defaults(*line.op, line.words.attributes), arriving);
    if (const auto* shape = std::get_if<Shape>(&inferred)) shapes.back() = *shape;
  }
  return shapes;
}

}  // namespace

const LineForm& mirror_form() {
  static const LineForm form{.kind = "mirror", .attributes = mirror_options()};
  return form;
}

MirrorOptions mirror_options(const LayerWords& words) {
  MirrorOptions options;
  if (words.attributes.has("tied")) options.tied = words.attributes.boolean("tied");
  if (words.attributes.has("last")) options.last = words.attributes.activation("last");
  return options;
}

std::vector<EncoderLayer> encoder_path(const Expansion& expansion, LayerId code, const Shape& input) {
  const std::vector<std::optional<Shape>> shapes = shapes_of(expansion, input);
  std::vector<EncoderLayer> path;
  for (LayerId id = code; id != model_input;) {
    const LayerLine& line = expansion.layers[static_cast<std::size_t>(id)];
    if (line.stage != "encoder") break;
    if (!shapes[static_cast<std::size_t>(id)]) return {};
    const LayerId before = line.inputs.front();
    path.push_back({.kind = std::string(line.op->kind()),
                    .name = line.name,
                    .attributes = with_defaults(*line.op, line.words.attributes),
                    .input = before == model_input ? input : *shapes[static_cast<std::size_t>(before)],
                    .output = *shapes[static_cast<std::size_t>(id)]});
    id = before;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace cae::dsl
