// concat + winograd_conv -> the convolution reads the inputs of the concat, which copied them in forward and
// their gradients in backward.
#include <utility>

#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {

Graph fuse_concat(Graph graph, const PassOptions& options) {
  const Readers readers(graph, options);
  Rewriting rewriting(std::move(graph));
  for (NodeId id = 0; id < rewriting.node_count(); ++id) {
    Node& conv = rewriting.node(id);
    if (conv.kind != "winograd_conv") continue;
    const NodeId source = conv.inputs[0];
    const Node& concat = rewriting.node(source);
    if (concat.kind != "concat" || !readers.is_only_one_of(source)) continue;
    conv.inputs = concat.inputs;
    rewriting.remove(source, conv.inputs[0]);
  }
  return std::move(rewriting).result();
}

}  // namespace cae
