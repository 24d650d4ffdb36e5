// upsample + conv -> upsample_conv, which multiplies at low resolution, where that costs less.
#include <utility>

#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

// An addition of the fused operator's sums costs more than a product, but the walks that copy, gather and
// scatter the repeated image are saved too: about so many products each (the table in
// docs/decisions/2026-11-24-passes.md).
constexpr double products_of_an_addition = 0.75;

bool pays(const Node& upsample, const Shape& in, const Node& conv) {
  const Window kernel = conv.attributes.window("kernel");
  const auto taps = static_cast<double>(kernel.height * kernel.width);
  const auto channels = static_cast<double>(upsample.shape.channels);
  const auto out_rows = static_cast<double>(conv.shape.height);
  const double direct = out_rows * static_cast<double>(conv.shape.width) * taps * channels;
  const double products = static_cast<double>(in.height * in.width) * taps * channels;
  const double sources =
      upsample.attributes.choice("mode") == "nearest" ? 1.0 : 2.0;  // of a tap, along an axis
  const double additions = sources * (out_rows * static_cast<double>(in.width) * taps +
                                      out_rows * static_cast<double>(conv.shape.width * kernel.width));
  return products + products_of_an_addition * additions < direct;
}

bool is_upsampled_conv(const Graph& graph, NodeId id, const Readers& readers) {
  const Node& conv = graph.nodes[static_cast<std::size_t>(id)];
  if (conv.kind != "conv") return false;
  const NodeId source = conv.inputs[0];
  const Node& upsample = graph.nodes[static_cast<std::size_t>(source)];
  if (upsample.kind != "upsample") return false;
  if (!readers.is_only_one_of(source)) return false;
  if (!is_plain(conv)) return false;
  return pays(upsample, graph.nodes[static_cast<std::size_t>(upsample.inputs[0])].shape, conv);
}

void take_upsampling(Node& conv, const Node& upsample) {
  become(conv, "upsample_conv");
  conv.attributes.set("factor", upsample.attributes.window("factor"));
  conv.attributes.set("mode", upsample.attributes.choice("mode"));
}

}  // namespace

Graph fuse_upsample_conv(Graph graph, const PassOptions& options) {
  return fuse_with_input(std::move(graph), options, is_upsampled_conv, take_upsampling);
}

}  // namespace cae
