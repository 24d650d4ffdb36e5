// The product of several inputs, number by number. A factor of 1x1xC or HxWx1 is stretched over the image, as
// PyTorch and NumPy broadcast: the gates of squeeze-and-excitation (Hu et al., 2018) and of spatial
// attention.
#include <algorithm>
#include <vector>

#include "framework/graph/operator.h"
#include "framework/graph/rules/joined_shapes.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// How one input is read beside the output.
struct Factor {
  std::size_t image = 0;    // numbers of an image of it
  std::size_t pixel = 0;    // from one pixel to the next; 0: all pixels read the same
  bool by_channel = false;  // else one number is read for all channels
};

class MultiplyKernel final : public Kernel {
 public:
  explicit MultiplyKernel(const KernelRequest& request) : shape_(request.node.shape) {
    for (const Shape& input : request.inputs) {
      const bool one_pixel = input.height * input.width == 1;
      factors_.push_back({.image = elements_of(input),
                          .pixel = one_pixel ? 0 : size_of(input.channels),
                          .by_channel = input.channels == shape_.channels});
    }
  }
  KernelNeeds needs() const override {
    std::size_t largest = 0;
    for (const Factor& factor : factors_) largest = std::max(largest, factor.image);
    return {.input_in_backward = true, .scratch = largest * sizeof(double) + channels() * sizeof(float)};
  }
  void forward(int, const Slice& slice) override {
    for (std::size_t image = 0; image < size_of(slice.count); ++image) {
      for (std::size_t pixel = 0; pixel < pixels(); ++pixel) {
        float* product = slice.output + (image * pixels() + pixel) * channels();
        std::fill_n(product, channels(), 1.0F);
        for (std::size_t i = 0; i < factors_.size(); ++i) multiply(product, slice, i, image, pixel);
      }
    }
  }
  void backward(int, const Slice& slice) override {
    for (std::size_t i = 0; i < factors_.size(); ++i) {
      if (slice.input_gradients[i] == nullptr) continue;
      for (std::size_t image = 0; image < size_of(slice.count); ++image) take_gradient(slice, i, image);
    }
  }

 private:
  std::size_t channels() const { return size_of(shape_.channels); }
  std::size_t pixels() const { return size_of(shape_.height * shape_.width); }

  // The channels of one pixel times those of input `i`.
  void multiply(float* product, const Slice& slice, std::size_t i, std::size_t image,
                std::size_t pixel) const {
    const Factor& factor = factors_[i];
    const float* numbers = slice.inputs[i] + image * factor.image + pixel * factor.pixel;
    if (factor.by_channel) {
      vector_kernels().multiply(product, numbers, channels());
    } else {
      for (std::size_t c = 0; c < channels(); ++c) product[c] *= numbers[0];
    }
  }

  // The output's gradient times the other factors, summed over all that one number of the input is read for.
  // The sums are in double and in the order of the pixels.
  void take_gradient(const Slice& slice, std::size_t i, std::size_t image) const {
    const Factor& factor = factors_[i];
    auto* sums = reinterpret_cast<double*>(slice.scratch);
    auto* product = reinterpret_cast<float*>(sums + factor.image);
    std::fill_n(sums, factor.image, 0.0);
    for (std::size_t pixel = 0; pixel < pixels(); ++pixel) {
      std::copy_n(slice.output_gradient + (image * pixels() + pixel) * channels(), channels(), product);
      for (std::size_t other = 0; other < factors_.size(); ++other) {
        if (other != i) multiply(product, slice, other, image, pixel);
      }
      double* of_pixel = sums + pixel * factor.pixel;
      for (std::size_t c = 0; c < channels(); ++c)
        of_pixel[factor.by_channel ? c : 0] += static_cast<double>(product[c]);
    }
    std::transform(sums, sums + factor.image, slice.input_gradients[i] + image * factor.image,
                   [](double sum) { return static_cast<float>(sum); });
  }

  Shape shape_;
  std::vector<Factor> factors_;  // of each input
};

// Whether a factor of this shape can be stretched to `whole`.
bool stretches(const Shape& factor, const Shape& whole) {
  if (factor.flat != whole.flat) return false;
  const bool one_pixel = factor.height * factor.width == 1;
  return (one_pixel || (factor.height == whole.height && factor.width == whole.width)) &&
         (factor.channels == 1 || factor.channels == whole.channels);
}

class Multiply final : public Operator {
 public:
  std::string_view kind() const override { return "multiply"; }
  std::string_view summary() const override { return "the product of what arrives and the layers named"; }
  InputCount inputs() const override { return {2, 64}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override {
    Shape whole = inputs[0];
    for (const Shape& other : inputs.subspan(1)) {
      Shape larger = whole;
      larger.height = std::max(whole.height, other.height);
      larger.width = std::max(whole.width, other.width);
      larger.channels = std::max(whole.channels, other.channels);
      if (!stretches(whole, larger) || !stretches(other, larger)) return problem(whole, other);
      whole = larger;
    }
    return whole;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<MultiplyKernel>(request);
  }

 private:
  // A factor of one pixel, which gates channels, needs other channels and no other size.
  static ShapeProblem problem(const Shape& first, const Shape& other) {
    if (first.flat && !other.flat && (first.channels == other.channels || first.channels == 1)) {
      const std::string pixel = to_string(Shape::image(1, 1, first.channels));
      return {.reason = "which multiplies it by " + to_string(other),
              .needed = pixel,
              .help = "before this line, 'reshape " + pixel +
                      "' makes a pixel of the row, which is stretched over the image"};
    }
    Shape needed = other;
    if (first.flat == other.flat && (first.height * first.width == 1 || other.height * other.width == 1)) {
      needed.height = first.height;
      needed.width = first.width;
    }
    const std::string layers = layers_between(first, needed);
    std::string help = "give both the same shape";
    if (!first.flat && !other.flat) help += ", or one of them a single pixel or a single channel";
    if (!layers.empty())
      help += ": before this line, " + layers + " turns " + to_string(first) + " into " + to_string(needed);
    return {
        .reason = "which multiplies it by " + to_string(other), .needed = to_string(needed), .help = help};
  }
};

}  // namespace

const Operator& multiply_operator() {
  static const Multiply op;
  return op;
}

}  // namespace cae
