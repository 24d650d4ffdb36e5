// One batch through a model, with all outputs and gradients: what `cae-lab probe` writes for other programs.
#pragma once

#include <optional>
#include <string>

#include "framework/data/safetensors.h"
#include "framework/graph/parameters.h"

namespace cae {

struct ProbeRequest {
  Array input = {};                  // [N, C, H, W], or [N, units] where the model's input is a row
  std::string input_file = {};       // its name in messages
  std::optional<Array> target = {};  // [N, ...] as the model's output
  std::string target_file = {};
  std::optional<Array> labels = {};  // [N], for outputs that are compared with labels
  std::string labels_file = {};
  std::string loss = "bce";  // a word of `train.loss`
  bool training = false;     // batch statistics
  std::uint64_t seed = 1;    // of dropout
};

// What a probe found. The tensors are whole also where some number is not finite.
struct Probe {
  TensorFile tensors = {};
  std::string not_finite = {};  // the first of them that is not: "the output of bn1", or ""
};

// `out.<layer>` of every layer; with a target also `loss` (float64: what is minimised), `loss.<term>` of each
// of its terms, `grad.<parameter>` and `grad.input`; in training `new.<bn>.mean` and `.var`, and
// `random.<layer>`, what a layer drew. Tensors are NCHW. `weights` are as before afterwards.
Result<Probe> probe(const Graph& graph, ParameterArrays& weights, const ProbeRequest& request);

}  // namespace cae
