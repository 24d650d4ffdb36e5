// Rewrites of a graph into one that computes the same numbers faster. One file a pass; order in optimise.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/graph/graph.h"

namespace cae {

struct PassOptions {
  std::vector<std::string> disabled = {};  // passes to leave out, by name
  bool training = true;                    // the graph will be trained; else only evaluated
  std::vector<NodeId> kept = {};           // nodes of the graph whose output must still exist afterwards
};

struct Pass {
  std::string_view name;
  std::string_view summary;
  Graph (*run)(Graph graph, const PassOptions& options);
};

const std::vector<Pass>& all_passes();

// Runs every pass that is not disabled and verifies what comes out; a pass that breaks the graph ends the
// program with its name, since that is an internal error. Nodes keep their names, so that `kept` nodes are
// found again by name.
Graph optimise(const Graph& graph, const PassOptions& options);

Graph skip_identity(Graph graph, const PassOptions& options);
Graph fuse_upsample_conv(Graph graph, const PassOptions& options);
Graph winograd(Graph graph, const PassOptions& options);
Graph fuse_concat(Graph graph, const PassOptions& options);
Graph fuse_bn_pool(Graph graph, const PassOptions& options);
Graph fuse_bn_pointwise(Graph graph, const PassOptions& options);
Graph fuse_relu_gradient(Graph graph, const PassOptions& options);
Graph fuse_activation(Graph graph, const PassOptions& options);

}  // namespace cae
