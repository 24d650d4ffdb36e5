// The channels of several inputs one after another, as torch.cat over the channels: skip connections of a
// U-Net (Ronneberger et al., 2015).
#include <algorithm>
#include <vector>

#include "framework/graph/operator.h"
#include "framework/graph/rules/joined_shapes.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

class ConcatKernel final : public Kernel {
 public:
  explicit ConcatKernel(const KernelRequest& request) : shape_(request.node.shape) {
    for (const Shape& input : request.inputs) channels_.push_back(size_of(input.channels));
  }
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    std::size_t first = 0;
    for (std::size_t i = 0; i < channels_.size(); ++i) {
      copy_pixels(slice, slice.inputs[i], channels_[i], slice.output + first, width(), channels_[i]);
      first += channels_[i];
    }
  }
  void backward(int, const Slice& slice) override {
    std::size_t first = 0;
    for (std::size_t i = 0; i < channels_.size(); ++i) {
      float* gradient = slice.input_gradients[i];
      if (gradient != nullptr)
        copy_pixels(slice, slice.output_gradient + first, width(), gradient, channels_[i], channels_[i]);
      first += channels_[i];
    }
  }

 private:
  std::size_t width() const { return size_of(shape_.channels); }
  // `count` numbers of each pixel; the pixels are `from_width` and `to_width` numbers apart.
  void copy_pixels(const Slice& slice, const float* from, std::size_t from_width, float* to,
                   std::size_t to_width, std::size_t count) const {
    const std::size_t pixels = size_of(slice.count) * size_of(shape_.height * shape_.width);
    for (std::size_t pixel = 0; pixel < pixels; ++pixel)
      std::copy_n(from + pixel * from_width, count, to + pixel * to_width);
  }

  Shape shape_;
  std::vector<std::size_t> channels_;  // of each input
};

class Concat final : public Operator {
 public:
  std::string_view kind() const override { return "concat"; }
  std::string_view summary() const override {
    return "the channels of what arrives, then of the layers named";
  }
  InputCount inputs() const override { return {2, 64}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> none;
    return none;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override {
    Shape joined = inputs[0];
    for (const Shape& other : inputs.subspan(1)) {
      Shape needed = other;
      needed.channels = inputs[0].channels;
      if (needed != inputs[0]) return problem(inputs[0], other, needed);
      joined.channels += other.channels;
    }
    return joined;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<ConcatKernel>(request);
  }

 private:
  static ShapeProblem problem(const Shape& first, const Shape& other, const Shape& needed) {
    const std::string reason = "which puts the channels of " + to_string(other) + " behind it";
    if (first.flat != other.flat) {
      return {.reason = reason, .help = "flatten the image before this line, or reshape the row to an image"};
    }
    return {.reason = reason,
            .needed = to_string(needed),
            .help = "give both the same height and width: before this line, " +
                    layers_between(first, needed) + " turns " + to_string(first) + " into " +
                    to_string(needed)};
  }
};

}  // namespace

const Operator& concat_operator() {
  static const Concat op;
  return op;
}

}  // namespace cae
