#include "framework/run/plugin_model_of.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <variant>

#include "framework/graph/decoder.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/run/decoder_session.h"
#include "framework/train/evaluator.h"

namespace cae {
namespace {

// The part behind the code; nothing where a code alone cannot be decoded.
std::optional<Graph> decoder_alone(const Graph& model) {
  if (model.code == no_node || model.code == model.reconstruction()) return std::nullopt;
  auto decoder = decoder_of(model);
  if (!std::holds_alternative<Graph>(decoder)) return std::nullopt;
  return std::get<Graph>(std::move(decoder));
}

const Shape& shape_of(const Graph& model, NodeId node) {
  return model.nodes[static_cast<std::size_t>(node)].shape;
}

// From codes to images as plugins have both, C,H,W.
void decode(DecoderSession& decoder, std::span<const float> codes, std::span<float> images) {
  const std::size_t units = elements_of(decoder.code()), pixels = elements_of(decoder.image());
  std::vector<float> hwc(codes.size());
  for (std::size_t at = 0; at < codes.size(); at += units)
    channels_last(decoder.code(), codes.data() + at, hwc.data() + at);
  const std::vector<float> decoded = decoder.images(hwc);
  for (std::size_t at = 0; at < decoded.size(); at += pixels)
    channels_first(decoder.image(), decoded.data() + at, images.data() + at);
}

}  // namespace

PluginModel outline_of_model(const Graph& model) {
  const Shape& image = shape_of(model, model.reconstruction());
  PluginModel outline{.code_units = decoder_alone(model) ? elements_of(shape_of(model, model.code)) : 0,
                      .channels = size_of(image.channels),
                      .height = size_of(image.height),
                      .width = size_of(image.width)};
  for (const ParameterSpec& spec : parameters_of(model)) {
    outline.parameters.push_back(
        {.name = spec.name, .sizes = {spec.dimensions.begin(), spec.dimensions.end()}});
  }
  return outline;
}

PluginModel trained_plugin_model(const Graph& model, ParameterArrays& weights, bool logits,
                                 ThreadPool& pool) {
  PluginModel trained = outline_of_model(model);
  for (PluginArray& array : trained.parameters) array.values = weights.values(weights.find(array.name));
  trained.decode = [&model, &weights, logits, &pool, decoder = std::shared_ptr<DecoderSession>()](
                       std::span<const float> codes, std::span<float> images) mutable {
    if (!decoder) {
      decoder = std::make_shared<DecoderSession>(DecoderSession::open(model, weights, logits, pool).take());
    }
    decode(*decoder, codes, images);
  };
  return trained;
}

std::size_t decoder_bytes(const Graph& model, int threads) {
  const std::optional<Graph> decoder = decoder_alone(model);
  if (!decoder) return 0;
  return Evaluator::planned_bytes(*decoder, decoder_batch, threads, {decoder->reconstruction()});
}

}  // namespace cae
