// How a node computes: the interface between operators and the engine.
//
// Data is NHWC in float32. A batch is divided into slices; every method that takes a Slice works on those
// images alone and may run on any thread. What needs the whole batch is split into phases: when a phase has
// run on all slices, `after_forward` or `after_backward` runs once, with the sums over them, then the next
// phase starts. Outputs are assigned in the last phase of forward, input gradients in the last phase of
// backward: before that their memory may still be in use by other buffers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "framework/graph/graph.h"
#include "framework/primitives/onednn.h"

namespace cae {

struct KernelRequest {
  const Node& node;
  std::vector<Shape> inputs;
  onednn::ConvolutionMaker& convolutions;  // of the whole plan
  int batch = 1;                           // the most images of a step that this process may have
  int step = 1;                            // ... that all processes together may have
  int slice = 1;                           // the most images a slice may have
  bool training = true;                    // batch statistics and dropout; else moving statistics and none
  bool gradients = true;                   // backward will be called
  bool input_gradient = true;              // ... and must give the gradients of the inputs
  // Of the operands of large products; a kernel may be more precise.
  onednn::Precision precision = onednn::Precision::fp32;
};

// What a kernel needs from the planner, in bytes; every region is aligned to 64 bytes.
struct KernelNeeds {
  bool input_in_backward = false;   // reads Slice::inputs in backward
  bool output_in_backward = false;  // reads Slice::output in backward
  // The output may lie where the first input lies, and the first input's gradient where that of the output
  // lies: each number depends on those at its own place. The planner does so where nothing else needs them.
  bool in_place = false;
  std::size_t saved_per_image = 0;  // kept from forward to backward, in Slice::saved
  std::size_t scratch = 0;          // of one thread, valid during one call
  std::size_t workspace = 0;        // of the kernel, kept for the whole life of the plan
  // A slice may come in parts, one image at a time (Slice::continues): the planner does so for calls in a row
  // whose images would not stay in the cache together.
  bool by_image = false;
  int forward_phases = 1;
  int backward_phases = 1;
  // How many numbers each phase sums over the batch (Slice::sums); none where a phase is not listed.
  std::vector<std::size_t> forward_sums = {};
  std::vector<std::size_t> backward_sums = {};
  // `whole_batch_gradients` is to be called, for weight gradients that are better taken over the whole batch
  // than as a sum of the slices' parts: it reads the first input and the output's gradient of all images of
  // the step, also of those that other processes have.
  bool whole_batch_gradients = false;
  // `metrics` is to be called with the sums of the last forward phase.
  bool metrics = false;
  // Floats of each parameter's partial gradient, which each slice assigns and the engine adds
  // (engine/sum_tree.h); the sum then goes through `unpack_gradient`. 0: the kernel assigns the whole
  // gradient itself, or there is none.
  std::vector<std::size_t> gradient_partials = {};
};

// Where a node's parameters live, in the order of Node::parameters; gradients are nullptr where there are
// none.
struct Binding {
  std::vector<float*> parameters;
  std::vector<float*> gradients;
  std::byte* workspace = nullptr;
};

struct Slice {
  int first = 0;  // its first image, among those of this process
  int count = 0;  // images
  // The images of the slice before `first` have been computed in this step: sums over the slice (partial
  // gradients, moments) are to be added to, not assigned.
  bool continues = false;
  std::span<const float* const> inputs;  // this slice's images of each input
  float* output = nullptr;
  float* output_gradient = nullptr;           // not read by others; may be overwritten
  std::span<float* const> input_gradients;    // to be assigned; nullptr where not needed
  std::span<float* const> gradient_partials;  // of each parameter: this slice's part, to be assigned
  // What this phase sums: this slice's part, to be added to; 0 where the slice begins.
  std::span<double> sums;
  const float* target = nullptr;  // of a loss: what its input should be
  std::byte* saved = nullptr;
  std::byte* scratch = nullptr;
};

// A number that an evaluation gives beside the loss: "active_units", or "kl" of each unit.
struct KernelMetric {
  std::string name = {};
  std::int64_t unit = -1;  // from 0; -1: of the layer
  double value = 0.0;
};

// What changes from step to step.
struct StepContext {
  std::uint64_t seed = 0;
  std::uint32_t epoch = 0;
  // Of training, before this step; what grows with them is at its end outside of training.
  double epochs_done = std::numeric_limits<double>::infinity();
  int images = 0;                          // of the whole step, all processes together
  int own_images = 0;                      // of them, those of this process; set by the session
  int first_image = 0;                     // the first of these in the step; set by the session
  bool weights_unchanged = false;          // since the session's last step, as in evaluation
  std::span<const std::uint32_t> samples;  // the dataset index of each own image; may be empty
};

// Floating-point operations of a kernel's matrix products and convolutions for one image, as it really
// computes them: a multiply and an add are two. Activations, sums and copies are not counted.
struct ProductOperations {
  double forward = 0.0;
  double input_gradient = 0.0;
  double weight_gradient = 0.0;
};

class Kernel {
 public:
  virtual ~Kernel() = default;
  virtual KernelNeeds needs() const = 0;
  // What a profile compares with the time; none where a kernel multiplies no matrices.
  virtual ProductOperations products() const { return {}; }
  // Once, before anything else.
  virtual void bind(const Binding& binding) { (void)binding; }
  // Once a step, before any slice; kernels do so concurrently with each other. Unless the weights are those
  // of the previous step, brings them into the layout that the kernel multiplies.
  virtual void pack_weights() {}
  virtual void prepare(const StepContext& context) { (void)context; }
  virtual void forward(int phase, const Slice& slice) = 0;
  // Between two phases, once: `totals` are the sums of phase `phase` over all slices of the step.
  virtual void after_forward(int phase, std::span<const double> totals) { (void)phase, (void)totals; }
  virtual void backward(int phase, const Slice& slice) = 0;
  virtual void after_backward(int phase, std::span<const double> totals) { (void)phase, (void)totals; }
  // Of a loss, after forward: its term of what is minimised, from the totals of its last phase.
  virtual double term(std::span<const double> totals) const { return (void)totals, 0.0; }
  // Of an evaluation, from the sums of the last forward phase over so many images.
  virtual std::vector<KernelMetric> metrics(std::span<const double> totals, double images) const {
    return (void)totals, (void)images, std::vector<KernelMetric>{};
  }
  // After all slices went backward: share `part` of `parts` of the gradients, in any cut that covers all of
  // them. `batch` has all images of the step; its gradients of inputs are not to be assigned.
  virtual void whole_batch_gradients(const Slice& batch, int part, int parts) {
    (void)batch, (void)part, (void)parts;
  }
  // The sum over the slices of a partial gradient -> the gradient as the parameter is laid out.
  virtual void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const;
};

}  // namespace cae
