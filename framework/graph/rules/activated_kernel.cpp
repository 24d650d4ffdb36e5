#include "framework/graph/rules/activated_kernel.h"

#include <utility>

#include "framework/graph/operator.h"
#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

constexpr std::size_t vector_step = 64;  // whole vectors

class ActivatedKernel final : public Kernel {
 public:
  ActivatedKernel(const KernelRequest& request, std::unique_ptr<Kernel> inner)
      : inner_(std::move(inner)),
        last_phase_(inner_->needs().forward_phases - 1),
        shape_(request.node.shape),
        function_(request.node.fusion.activation),
        cost_(request.node.fusion.activation.kind == "relu" ? 2 : 12),
        applies_gradient_(!request.node.fusion.activation_gradient_by_reader) {}

  KernelNeeds needs() const override {
    KernelNeeds needs = inner_->needs();
    needs.output_in_backward = needs.output_in_backward || applies_gradient_;
    return needs;
  }
  ProductOperations products() const override { return inner_->products(); }
  void bind(const Binding& binding) override { inner_->bind(binding); }
  void pack_weights() override { inner_->pack_weights(); }
  void prepare(const StepContext& context) override { inner_->prepare(context); }

  void forward(int phase, const Slice& slice) override {
    inner_->forward(phase, slice);
    if (phase != last_phase_) return;
    const std::size_t numbers = slice_elements(slice, shape_);
    in_ranges(numbers, vector_step, shares_of_numbers(cost_ * numbers),
              [&](std::size_t begin, std::size_t end) {
                function_.apply(slice.output + begin, slice.output + begin, end - begin);
              });
  }
  void after_forward(int phase, std::span<const double> totals) override {
    inner_->after_forward(phase, totals);
  }

  void backward(int phase, const Slice& slice) override {
    // In place: from here on it is the gradient before the activation.
    if (phase == 0 && applies_gradient_) {
      const std::size_t numbers = slice_elements(slice, shape_);
      float* dy = slice.output_gradient;
      in_ranges(numbers, vector_step, shares_of_numbers(3 * numbers),
                [&](std::size_t begin, std::size_t end) {
                  function_.gradient(slice.output + begin, dy + begin, dy + begin, end - begin);
                });
    }
    inner_->backward(phase, slice);
  }
  void whole_batch_gradients(const Slice& batch, int part, int parts) override {
    inner_->whole_batch_gradients(batch, part, parts);
  }
  void after_backward(int phase, std::span<const double> totals) override {
    inner_->after_backward(phase, totals);
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    inner_->unpack_gradient(parameter, sum, gradient);
  }

 private:
  std::unique_ptr<Kernel> inner_;
  int last_phase_;  // of forward
  Shape shape_;
  ActivationFunction function_;
  std::size_t cost_;       // of a number, beside reading or writing one: an exponential takes long
  bool applies_gradient_;  // unless the node that reads the output does (pass fuse-relu-gradient)
};

}  // namespace

std::unique_ptr<Kernel> make_kernel(const KernelRequest& request) {
  const Operator& op = *find_operator(request.node.kind);
  std::unique_ptr<Kernel> kernel = op.kernel(request);
  if (request.node.fusion.activation.is_linear() || op.applies_activation(request)) return kernel;
  return std::make_unique<ActivatedKernel>(request, std::move(kernel));
}

}  // namespace cae
