// A model as a directed acyclic graph of operators, in topological order. Plain values: passes copy and
// rewrite them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/diagnostic.h"
#include "framework/graph/attributes.h"
#include "framework/graph/shape.h"

namespace cae {

using NodeId = std::int32_t;
inline constexpr NodeId no_node = -1;

// One tensor that a node owns, "conv1.weight". Dimensions as they leave the program: conv [O, I/groups, kh,
// kw], deconv [I, O/groups, kh, kw], dense [out, in], the rest [channels].
struct ParameterSpec {
  std::string name = {};
  std::vector<std::int64_t> dimensions = {};
  std::string init = {};  // glorot_uniform, ..., zeros, ones, constant, or uniform in +-constant
  float constant = 0.0F;
  std::int64_t fan_in = 1;
  std::int64_t fan_out = 1;
  bool trainable = true;
  double decay = 0.0;  // times the sum of its squares is added to what is minimised, as the term `decay`
  // The parameter of another node whose numbers these are, with the dimensions reversed where there are two;
  // "": the node owns it.
  std::string tied_to = {};

  std::int64_t elements() const;
  bool owned() const { return tied_to.empty(); }
};

// What passes moved into a node from its neighbours. A model as written has none of it.
struct Fusion {
  Activation activation = {};  // applied to the output, in place
  // The node that reads the output applies the derivative of `activation`: what arrives in backward is the
  // gradient before it.
  bool activation_gradient_by_reader = false;
  // This node is that reader: its input is the output of a relu, whose derivative it applies to what it
  // passes on.
  bool relu_gradient_of_input = false;
};

struct Node {
  std::string kind = {};  // the operator's: "conv"
  std::string name = {};  // unique in the graph: "conv1", "conv1.relu"
  // The layer of the text that it came from, "conv1"; the last node of a layer gives out.<layer>. "" for a
  // loss.
  std::string layer = {};
  std::string stage = {};  // "encoder", "decoder", or "" outside of both
  std::vector<NodeId> inputs = {};
  Attributes attributes = {};
  Shape shape = {};                            // of its output
  std::vector<ParameterSpec> parameters = {};  // as its operator declares them, in that order
  Fusion fusion = {};
  Place place = {};  // where the text says so
  // The calls of blocks and the repetitions through which the line was expanded, the innermost first. Empty
  // for a line of the model itself.
  std::vector<Note> trace = {};
};

// What an output may be compared with: the images, as the augmentations leave the targets, or the number of
// their class.
inline constexpr std::string_view target_images = "input";
inline constexpr std::string_view target_labels = "labels";

// Something that the model gives and training compares with a target.
struct Output {
  NodeId node = no_node;
  std::string name = {};  // unique among the outputs: that of the layer
  std::string loss = {};  // a kind of loss operator; "": that of the experiment, `train.loss`
  double weight = 1.0;    // of its loss in what is minimised
  std::string target = std::string(target_images);
  Place place = {};
};

struct Graph {
  std::string name;
  std::vector<Node> nodes;  // every node after its inputs
  NodeId input = no_node;
  std::vector<Output> outputs;  // at least one; the first is the reconstruction, whose target are the images
  NodeId code =
      no_node;  // the latent code: the layer named `code`, else the encoder's last; no_node if neither

  NodeId reconstruction() const { return outputs.front().node; }
  bool is_output(NodeId node) const;
  std::vector<std::string> layers() const;            // in order of appearance, without `input`
  NodeId layer_output(std::string_view layer) const;  // the last node of that layer, or no_node
  std::int64_t parameter_count(bool trainable_only = false) const;
};

// An internal check, run after each pass: topological order, unique names, shapes and parameters that match
// the operators' rules. Returns "" or what is broken (an internal error).
std::string verify(const Graph& graph);
// The same of a graph that a pass made from another: both must have the same parameters, found by name.
std::string verify_rewritten(const Graph& graph, const Graph& from);

}  // namespace cae
