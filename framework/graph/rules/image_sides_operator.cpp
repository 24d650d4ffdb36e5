#include "framework/graph/rules/image_sides_operator.h"

#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class ImageSidesKernel final : public Kernel {
 public:
  ImageSidesKernel(const KernelRequest& request, bool takes_off)
      : takes_off_(takes_off),
        inner_(takes_off ? request.node.shape : request.inputs[0]),
        outer_(takes_off ? request.inputs[0] : request.node.shape),
        sides_(image_sides(request.node.attributes)) {}

  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    takes_off_ ? take_off(slice, slice.inputs[0], slice.output)
               : put_on(slice, slice.inputs[0], slice.output);
  }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    takes_off_ ? put_on(slice, slice.output_gradient, slice.input_gradients[0])
               : take_off(slice, slice.output_gradient, slice.input_gradients[0]);
  }

 private:
  void take_off(const Slice& slice, const float* outer, float* inner) const {
    for_each_inner_row(slice.count, [&](std::size_t in_inner, std::size_t in_outer, std::size_t count) {
      std::copy_n(outer + in_outer, count, inner + in_inner);
    });
  }
  void put_on(const Slice& slice, const float* inner, float* outer) const {
    std::fill_n(outer, slice_elements(slice, outer_), 0.0F);
    for_each_inner_row(slice.count, [&](std::size_t in_inner, std::size_t in_outer, std::size_t count) {
      std::copy_n(inner + in_inner, count, outer + in_outer);
    });
  }

  // f(offset in inner, offset in outer, numbers) for every row of the inner images.
  template <class F>
  void for_each_inner_row(int images, F f) const {
    const auto count = size_of(inner_.width * inner_.channels);
    for (int image = 0; image < images; ++image) {
      for (std::int64_t row = 0; row < inner_.height; ++row) {
        const std::size_t from = size_of(image) * elements_of(inner_) + size_of(row) * count;
        const std::size_t to = size_of(image) * elements_of(outer_) +
                               size_of(((row + sides_.top) * outer_.width + sides_.left) * outer_.channels);
        f(from, to, count);
      }
    }
  }

  bool takes_off_;
  Shape inner_;
  Shape outer_;
  ImageSides sides_;
};

}  // namespace

const std::vector<AttributeSpec>& ImageSidesOperator::attributes() const {
  static const std::vector<AttributeSpec> specs = image_side_attributes();
  return specs;
}

ShapeOrProblem ImageSidesOperator::infer(const Attributes& attributes, std::span<const Shape> inputs) const {
  if (auto problem = needs_image(inputs[0])) return *problem;
  if (auto problem = needs_image_side(attributes, std::string(kind()))) return *problem;
  return resized(inputs[0], image_sides(attributes), attributes.has("amount") ? "amount" : "");
}

std::unique_ptr<Kernel> ImageSidesOperator::kernel(const KernelRequest& request) const {
  return std::make_unique<ImageSidesKernel>(request, takes_off());
}

}  // namespace cae
