#include "framework/graph/rules/identity_kernel.h"

#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class IdentityKernel final : public Kernel {
 public:
  explicit IdentityKernel(const KernelRequest& request) : shape_(request.node.shape) {}
  KernelNeeds needs() const override { return {.in_place = true}; }
  void forward(int, const Slice& slice) override {
    copy_elsewhere(slice.inputs[0], slice_elements(slice, shape_), slice.output);
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    copy_elsewhere(slice.output_gradient, slice_elements(slice, shape_), slice.input_gradients[0]);
  }

 private:
  Shape shape_;
};

}  // namespace

std::unique_ptr<Kernel> make_identity_kernel(const KernelRequest& request) {
  return std::make_unique<IdentityKernel>(request);
}

}  // namespace cae
