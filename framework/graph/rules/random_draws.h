// Random numbers of a layer: a function of (seed, layer, epoch, sample), so that a step can be repeated.
#pragma once

#include <string>

#include "framework/base/random.h"
#include "framework/graph/kernel.h"

namespace cae {

inline std::string draw_purpose(std::string_view kind, std::string_view layer) {
  return std::string(kind) + ":" + std::string(layer);
}
inline std::string draw_purpose(const Node& node) {
  return draw_purpose(node.kind, node.name);
}
// Of the layer, of that kind, whose term a node is, "code.mmd": it can draw again what the layer does.
inline std::string draw_purpose_of_layer(std::string_view kind, const Node& term) {
  return draw_purpose(kind, std::string_view(term.name).substr(0, term.name.rfind('.')));
}

// For image `image` of those that this process has of the step.
inline RandomStream draw_stream(const std::string& purpose, const StepContext& context, int image) {
  const auto place = static_cast<std::size_t>(image);
  const std::uint64_t sample = place < context.samples.size() ? context.samples[place] : place;
  return {context.seed, purpose, context.epoch, sample};
}

}  // namespace cae
