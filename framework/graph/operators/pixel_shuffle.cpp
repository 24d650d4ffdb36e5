// Pixel shuffle (Shi et al., 2016), as PyTorch's PixelShuffle: groups of channels become blocks of pixels,
// y[n, i*fh + u, j*fw + v, c] = x[n, i, j, (c*fh + u)*fw + v] for a factor of fh x fw.
#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class PixelShuffleKernel final : public Kernel {
 public:
  explicit PixelShuffleKernel(const KernelRequest& request)
      : in_(request.inputs[0]), out_(request.node.shape), factor_(request.node.attributes.window("factor")) {}
  KernelNeeds needs() const override { return {}; }
  void forward(int, const Slice& slice) override {
    for_each_number(slice, [&](std::size_t in, std::size_t out) { slice.output[out] = slice.inputs[0][in]; });
  }
  void backward(int, const Slice& slice) override {
    float* gradient = slice.input_gradients[0];
    if (gradient == nullptr) return;
    for_each_number(slice,
                    [&](std::size_t in, std::size_t out) { gradient[in] = slice.output_gradient[out]; });
  }

 private:
  // Calls `move` with the places of a number in the input and in the output.
  template <class Move>
  void for_each_number(const Slice& slice, Move move) const {
    const std::size_t rows = size_of(factor_.height);
    const std::size_t columns = size_of(factor_.width);
    const std::size_t channels = size_of(out_.channels);
    const std::size_t width = size_of(out_.width);
    std::size_t in = 0;
    for (std::size_t row = 0; row < size_of(slice.count) * size_of(in_.height); ++row) {
      for (std::size_t column = 0; column < size_of(in_.width); ++column) {
        for (std::size_t c = 0; c < channels; ++c) {
          for (std::size_t u = 0; u < rows; ++u) {
            std::size_t out = ((row * rows + u) * width + column * columns) * channels + c;
            for (std::size_t v = 0; v < columns; ++v, out += channels) move(in++, out);
          }
        }
      }
    }
  }

  Shape in_;
  Shape out_;
  Window factor_;
};

class PixelShuffle final : public Operator {
 public:
  std::string_view kind() const override { return "pixel_shuffle"; }
  std::string_view summary() const override { return "groups of channels become blocks of pixels"; }
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "factor",
                                                   .type = AttributeType::window,
                                                   .positional = true,
                                                   .required = true,
                                                   .minimum = 1,
                                                   .maximum = 4096,
                                                   .help = "one number or HxW"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override {
    const Shape& in = inputs[0];
    if (auto problem = needs_image(in)) return *problem;
    const Window factor = attributes.window("factor");
    const std::int64_t block = factor.height * factor.width;
    if (in.channels % block != 0) {
      const std::string channels = std::to_string((in.channels / block + 1) * block);
      return ShapeProblem{
          .attribute = "factor",
          .reason = "which makes blocks of " + std::to_string(block) + " pixels out of channels",
          .needed = "a multiple of " + std::to_string(block) + " channels",
          .help = "before this line, 'conv " + channels + " 1x1' gives " + channels + " channels"};
    }
    const Shape out = Shape::image(in.height * factor.height, in.width * factor.width, in.channels / block);
    if (auto problem = out_of_bounds(out, "factor")) return *problem;
    return out;
  }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<PixelShuffleKernel>(request);
  }
};

}  // namespace

const Operator& pixel_shuffle_operator() {
  static const PixelShuffle op;
  return op;
}

}  // namespace cae
