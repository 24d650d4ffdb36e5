// conv 3x3 -> winograd_conv, a quarter of the products; conv and deconv of stride 2 -> strided_winograd_conv
// and strided_winograd_deconv, 40 to 56 % of those of a 4x4 kernel; where this saves more than the transforms
// of the tiles cost.
#include "framework/graph/rules/convolution_geometry.h"
#include "framework/graph/rules/strided_winograd_kernel.h"
#include "framework/graph/rules/winograd_tiles.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

// Transforming one number at one point costs about as much as so many products of a matrix product.
constexpr double products_of_a_transform = 16.0;
// A product over a tile's few rows is slower than one of a direct convolution by about this.
constexpr double slower_products = 1.25;

bool pays(const Node& conv, const Shape& in) {
  const auto channels = static_cast<double>(in.channels);
  const auto filters = static_cast<double>(conv.shape.channels);
  const double direct = 9.0 * static_cast<double>(conv.shape.height * conv.shape.width) * channels * filters;
  const auto points = static_cast<double>(WinogradTiling(conv.shape).points());
  return points * (slower_products * channels * filters + products_of_a_transform * (channels + filters)) <
         direct;
}

bool matches(const Graph& graph, const Node& conv) {
  if (conv.kind != "conv" || conv.attributes.window("kernel") != Window{3, 3}) return false;
  if (!is_plain(conv)) return false;
  return pays(conv, graph.nodes[static_cast<std::size_t>(conv.inputs[0])].shape);
}

bool strided_pays(const Graph& graph, const Node& node) {
  if (node.kind != "conv" && node.kind != "deconv") return false;
  const Shape& in = graph.nodes[static_cast<std::size_t>(node.inputs[0])].shape;
  return strided_winograd_pays(node.kind == "conv" ? conv_geometry(node.attributes, in, node.shape)
                                                   : deconv_geometry(node.attributes, in, node.shape));
}

}  // namespace

Graph winograd(Graph graph, const PassOptions&) {
  for (Node& node : graph.nodes) {
    if (matches(graph, node)) become(node, "winograd_conv");
    if (strided_pays(graph, node)) become(node, "strided_winograd_" + node.kind);
  }
  return graph;
}

}  // namespace cae
