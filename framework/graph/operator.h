// What every operator defines: its name, its settings, its shape rule, its parameters and a kernel. Each file
// in framework/graph/operators/ holds one operator; the build finds it there, nothing else has to be changed.
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "framework/base/random.h"
#include "framework/graph/graph.h"
#include "framework/graph/kernel.h"

namespace cae {

// Why a layer is not possible at its place. The language adds the layer's name, the shape that arrives and
// both lines: "28x28x1 arrives at conv3 (line 12), whose kernel is 31x31".
struct ShapeProblem {
  std::string attribute = {};  // the setting to underline; "" for the layer's kind
  std::string reason = {};     // goes on after "ARRIVING arrives at LAYER, ": "whose kernel is 31x31"
  std::string needed = {};     // the shape it would need: "at least 31x31"; "" if no other shape helps
  std::string help = {};       // what to do
};
using ShapeOrProblem = std::variant<Shape, ShapeProblem>;

// How many nodes a node of a kind reads.
struct InputCount {
  int least = 1;
  int most = 1;
};

// A term that a layer adds to what is minimised: the kind of a loss operator, which reads what the layer
// reads and, if asked for, what it gives.
struct LayerTerm {
  std::string_view kind;
  bool reads_output = false;
};

// The least and the greatest number that an operator can give.
struct OutputBounds {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool sum_to_one = false;  // those of a pixel, or of a row
};

class Operator {
 public:
  virtual ~Operator() = default;

  virtual std::string_view kind() const = 0;     // as written in the language: "conv"
  virtual std::string_view summary() const = 0;  // one line for the documentation
  virtual bool is_activation() const { return false; }
  // A loss reads outputs of the model and gives a term of what is minimised (Kernel::term) instead of an
  // output.
  virtual bool is_loss() const { return false; }
  virtual bool in_language() const { return true; }  // false for what only passes create
  virtual InputCount inputs() const { return {}; }
  // Where a layer's line names all that it reads: a word for each in descriptions, {"MEAN", "LOG_VARIANCE"}.
  // Else what arrives comes first, and the line names the others.
  virtual std::vector<std::string_view> named_inputs() const { return {}; }
  // Of the inputs, those that the line names.
  InputCount listed_inputs() const {
    const int arriving = named_inputs().empty() ? 1 : 0;
    return {inputs().least - arriving, inputs().most - arriving};
  }
  virtual const std::vector<AttributeSpec>& attributes() const = 0;

  // Every attribute is present here that is given, required or has a default.
  virtual ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const = 0;
  // Names without the layer: "weight", "bias".
  virtual std::vector<ParameterSpec> parameters(const Attributes&, std::span<const Shape>) const {
    return {};
  }

  virtual std::unique_ptr<Kernel> kernel(const KernelRequest& request) const = 0;

  // Of a layer.
  virtual std::vector<LayerTerm> terms(const Attributes&) const { return {}; }
  // Of a loss that is a layer's term: what it is called, "kl". That of an output is called like the output.
  virtual std::string_view term() const { return ""; }
  // Of a loss of an output of that shape: how many numbers of the target it reads for each image.
  virtual std::int64_t target_numbers(const Shape& output) const { return output.elements(); }

  // How many random numbers it draws for each image in training, and those of one image, in the order of
  // Shape. `stream` is draw_stream() of rules/random_draws.h.
  virtual std::int64_t draws(const Node&) const { return 0; }
  virtual void draw(const Node&, const RandomStream& stream, std::span<float> numbers) const {
    (void)stream, (void)numbers;
  }

  // What it gives, for checks before training.
  virtual OutputBounds output_bounds(const Attributes&) const { return {}; }
  // It only moves, repeats, chooses or averages numbers.
  virtual bool keeps_range() const { return false; }
  // It gives what arrives.
  virtual bool is_identity(bool training) const { return (void)training, false; }

  // What passes may do with a node.
  // An activation: its derivative follows from its output, so it can be applied in place.
  virtual bool derivative_from_output() const { return false; }
  // Its output may go through an activation in place (Fusion::activation) ...
  virtual bool takes_activation() const { return false; }
  // ... which that kernel applies itself; else the engine does so after it.
  virtual bool applies_activation(const KernelRequest&) const { return false; }
  // Its backward may apply the derivative of the relu whose output it reads (Fusion::relu_gradient_of_input).
  virtual bool takes_relu_gradient_of_input() const { return false; }
};

// All operators, in alphabetical order, and one by its kind (nullptr if there is none).
std::span<const Operator* const> all_operators();
const Operator* find_operator(std::string_view kind);

}  // namespace cae
