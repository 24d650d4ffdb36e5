// Dropout (Srivastava et al., 2014), inverted as Keras: in training each number is zeroed with probability
// RATE and the others are divided by 1 - RATE; at evaluation nothing happens.
#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/random_draws.h"

namespace cae {
namespace {

bool is_dropped(const RandomStream& stream, std::size_t number, double rate) {
  return stream.uniform(number) < rate;
}

class DropoutKernel final : public Kernel {
 public:
  explicit DropoutKernel(const KernelRequest& request)
      : shape_(request.node.shape),
        purpose_(draw_purpose(request.node)),
        rate_(request.training ? request.node.attributes.number("rate") : 0.0) {}
  KernelNeeds needs() const override { return {.in_place = true}; }
  void prepare(const StepContext& context) override { context_ = context; }
  void forward(int, const Slice& slice) override { apply(slice, slice.inputs[0], slice.output); }
  void backward(int, const Slice& slice) override {
    // What is kept is drawn again: a function of (seed, layer, epoch, sample) costs less than memory.
    if (slice.input_gradients[0] != nullptr) apply(slice, slice.output_gradient, slice.input_gradients[0]);
  }

 private:
  void apply(const Slice& slice, const float* from, float* to) const {
    const std::size_t size = elements_of(shape_);
    if (rate_ == 0.0) {
      copy_elsewhere(from, size_of(slice.count) * size, to);
      return;
    }
    const auto kept_scale = static_cast<float>(1.0 / (1.0 - rate_));
    for (int i = 0; i < slice.count; ++i) {
      const RandomStream stream = draw_stream(purpose_, context_, slice.first + i);
      const std::size_t base = size_of(i) * size;
      for (std::size_t j = 0; j < size; ++j) {
        to[base + j] = is_dropped(stream, j, rate_) ? 0.0F : from[base + j] * kept_scale;
      }
    }
  }

  Shape shape_;
  std::string purpose_;
  double rate_;
  StepContext context_;
};

class Dropout final : public Operator {
 public:
  std::string_view kind() const override { return "dropout"; }
  std::string_view summary() const override { return "zeroes a part of the numbers in training"; }
  bool keeps_range() const override { return true; }
  bool is_identity(bool training) const override { return !training; }
  std::int64_t draws(const Node& node) const override { return node.shape.elements(); }
  // The mask: 1 where a number is kept.
  void draw(const Node& node, const RandomStream& stream, std::span<float> numbers) const override {
    const double rate = node.attributes.number("rate");
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = is_dropped(stream, i, rate) ? 0.0F : 1.0F;
  }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "rate",
                                                   .type = AttributeType::number,
                                                   .positional = true,
                                                   .required = true,
                                                   .minimum = 0,
                                                   .maximum = 0.999,
                                                   .help = "the part that is zeroed, 0 to 0.999"}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape> inputs) const override { return inputs[0]; }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<DropoutKernel>(request);
  }
};

}  // namespace

const Operator& dropout_operator() {
  static const Dropout op;
  return op;
}

}  // namespace cae
