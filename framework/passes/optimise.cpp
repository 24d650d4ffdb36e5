#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <unordered_set>
#include <utility>

#include "framework/passes/pass.h"

namespace cae {

const std::vector<Pass>& all_passes() {
  static const std::vector<Pass> passes = {
      {"skip-identity", "what only passes numbers on is left out", skip_identity},
      {"fuse-upsample-conv", "nearest upsampling and a convolution multiply at low resolution",
       fuse_upsample_conv},
      {"winograd", "3x3 convolutions take a quarter of the products", winograd},
      {"fuse-concat", "a 3x3 convolution reads the parts of its input where they are", fuse_concat},
      {"fuse-activation", "an activation becomes part of the layer that it follows", fuse_activation},
      {"fuse-bn-pool", "a max pool takes the extremes of what batch norm reads", fuse_bn_pool},
      {"fuse-bn-pointwise", "a 1x1 convolution takes batch norm into its weights", fuse_bn_pointwise},
      {"fuse-relu-gradient", "batch norm applies the gradient of the relu before it", fuse_relu_gradient},
  };
  return passes;
}

namespace {

// The nodes of these names.
std::vector<NodeId> nodes_called(const std::unordered_set<std::string>& names, const Graph& graph) {
  std::vector<NodeId> found;
  for (std::size_t i = 0; i < graph.nodes.size() && !names.empty(); ++i) {
    if (names.contains(graph.nodes[i].name)) found.push_back(static_cast<NodeId>(i));
  }
  return found;
}

Graph run_passes(Graph graph, const PassOptions& options,
                 const std::function<void(const Pass& pass, const Graph& after)>& look) {
  std::unordered_set<std::string> kept;
  for (const NodeId node : options.kept) kept.insert(graph.nodes[static_cast<std::size_t>(node)].name);
  PassOptions now = options;
  for (const Pass& pass : all_passes()) {
    if (std::find(options.disabled.begin(), options.disabled.end(), pass.name) != options.disabled.end())
      continue;
    now.kept = nodes_called(kept, graph);
    graph = pass.run(std::move(graph), now);
    if (look) look(pass, graph);
  }
  return graph;
}

}  // namespace

Graph optimise(const Graph& graph, const PassOptions& options) {
  Graph optimised = run_passes(graph, options, {});
  if (!verify_rewritten(optimised, graph).empty()) {
    // Again, to say which pass it was.
    run_passes(graph, options, [&](const Pass& pass, const Graph& now) {
      const std::string broken = verify_rewritten(now, graph);
      if (broken.empty()) return;
      std::fprintf(stderr, "internal error: pass %s broke the graph: %s\n", std::string(pass.name).c_str(),
                   broken.c_str());
      std::abort();
    });
  }
  return optimised;
}

}  // namespace cae
