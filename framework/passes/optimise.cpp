#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "framework/graph/operator.h"
#include "framework/passes/pass.h"

namespace cae {

const std::vector<Pass>& all_passes() {
  static const std::vector<Pass> passes = {
      {"skip-identity", "what only passes numbers on is left out", skip_identity},
      {"fuse-upsample-conv", "nearest upsampling and a convolution multiply at low resolution",
       fuse_upsample_conv},
      {"winograd", "3x3 convolutions take a quarter of the products", winograd},
      {"fuse-activation", "an activation becomes part of the layer that it follows", fuse_activation},
      {"fuse-bn-pool", "a max pool takes the extremes of what batch norm reads", fuse_bn_pool},
      {"fuse-bn-pointwise", "a 1x1 convolution takes batch norm into its weights", fuse_bn_pointwise},
      {"fuse-relu-gradient", "batch norm applies the gradient of the relu before it", fuse_relu_gradient},
  };
  return passes;
}

Graph optimise(const Graph& graph, const PassOptions& options) {
  Graph current = graph;
  PassOptions now = options;
  for (const Pass& pass : all_passes()) {
    if (std::find(options.disabled.begin(), options.disabled.end(), pass.name) != options.disabled.end())
      continue;
    now.kept.clear();
    for (const NodeId kept : options.kept) {
      const std::string& name = graph.nodes[static_cast<std::size_t>(kept)].name;
      for (std::size_t i = 0; i < current.nodes.size(); ++i) {
        if (current.nodes[i].name == name) now.kept.push_back(static_cast<NodeId>(i));
      }
    }
    Graph rewritten = pass.run(current, now);
    const std::string broken = verify_rewritten(rewritten, current);
    current = std::move(rewritten);
    if (broken.empty()) continue;
    std::fprintf(stderr, "internal error: pass %s broke the graph: %s\n", std::string(pass.name).c_str(),
                 broken.c_str());
    std::abort();
  }
  return current;
}

}  // namespace cae
