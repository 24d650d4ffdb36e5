// What training minimises: the terms that are added up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/diagnostic.h"
#include "framework/graph/graph.h"

namespace cae {

// The model with a node of a loss operator behind each of its outputs, named like the output with ".loss",
// and behind each layer that adds terms (Operator::terms), named "code.kl". `kind` is the loss of those
// outputs that do not name one of their own: a word of `train.loss`.
Graph with_losses(Graph model, const std::string& kind);

// The nodes that are losses, in the order of the graph.
std::vector<NodeId> losses_of(const Graph& graph);

// The kinds of losses that compare an output with its target; `classes_loss` is the one for labels.
inline constexpr std::string_view classes_loss = "cross_entropy";
std::vector<std::string> output_losses();

// Of the outputs that are compared with the images, by a loss of their own or else by `kind` ("": none),
// those that are rows where the loss needs images.
Diagnostics rows_without_an_image(const Graph& model, const std::string& kind);

// What the terms of layers are called, which no output may be called.
std::vector<std::string> layer_terms();

// What the term of a loss node is called: like the output that it reads, or Operator::term(). Terms of one
// name are added.
std::string term_name(const Node& loss);

}  // namespace cae
