#include "framework/graph/rules/activated_kernel.h"

#include <utility>

#include "framework/graph/operator.h"
#include "framework/graph/rules/activation.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class ActivatedKernel final : public Kernel {
 public:
  ActivatedKernel(const KernelRequest& request, std::unique_ptr<Kernel> inner)
      : inner_(std::move(inner)),
        shape_(request.node.shape),
        slice_(request.slice),
        function_(activation_function(request.node.attributes.activation("fused"))) {}

  // One more array of a slice: the gradient before the activation.
  KernelNeeds needs() const override {
    KernelNeeds needs = inner_->needs();
    needs.output_in_backward = true;
    needs.scratch += carved<float>(size_of(slice_) * elements_of(shape_));
    return needs;
  }
  void bind(const Binding& binding) override { inner_->bind(binding); }
  void prepare(const StepContext& context) override { inner_->prepare(context); }

  void forward(int phase, const Slice& slice) override {
    inner_->forward(phase, slice);
    vector_kernels().activation(function_.kind, function_.argument, slice.output, slice.output,
                                slice_elements(slice, shape_));
  }

  void backward(int phase, const Slice& slice) override {
    Slice before = slice;
    auto* gradient = carve<float>(before.scratch, size_of(slice_) * elements_of(shape_));
    vector_kernels().activation_gradient(function_.kind, function_.argument, nullptr, slice.output,
                                         slice.output_gradient, gradient, slice_elements(slice, shape_));
    before.output_gradient = gradient;
    inner_->backward(phase, before);
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    inner_->unpack_gradient(parameter, sum, gradient);
  }

 private:
  std::unique_ptr<Kernel> inner_;
  Shape shape_;
  int slice_;
  ActivationFunction function_;
};

}  // namespace

std::unique_ptr<Kernel> make_kernel(const KernelRequest& request) {
  std::unique_ptr<Kernel> kernel = find_operator(request.node.kind)->kernel(request);
  if (!request.node.attributes.has("fused")) return kernel;
  return std::make_unique<ActivatedKernel>(request, std::move(kernel));
}

}  // namespace cae
