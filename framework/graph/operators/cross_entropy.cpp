// The cross-entropy of a row of one number a class with the number of the image's class: weight times the
// mean over the batch of -log softmax(x)[class], as PyTorch's cross_entropy. Behind a layer `softmax`
// (`shares`) it takes the shares as they are: -log p[class], p clipped to [1e-7, 1 - 1e-7] without a gradient
// there, as Keras.
#include <algorithm>
#include <cmath>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

constexpr double least_share = 1e-7;

class CrossEntropyKernel final : public Kernel {
 public:
  explicit CrossEntropyKernel(const KernelRequest& request)
      : classes_(elements_of(request.inputs[0])),
        shares_(request.node.attributes.boolean("shares")),
        weight_(request.node.attributes.number("weight")) {}

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true};
    needs.forward_sums = {1};
    return needs;
  }
  void prepare(const StepContext& context) override { scale_ = weight_ / context.images; }
  void forward(int, const Slice& slice) override {
    for (std::size_t i = 0; i < size_of(slice.count); ++i)
      slice.sums[0] += loss(slice.inputs[0] + i * classes_, class_of(slice, i));
  }
  double term(std::span<const double> totals) const override { return scale_ * totals[0]; }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    for (std::size_t i = 0; i < size_of(slice.count); ++i)
      gradient(slice.inputs[0] + i * classes_, class_of(slice, i), slice.input_gradients[0] + i * classes_);
  }

 private:
  static std::size_t class_of(const Slice& slice, std::size_t image) {
    return static_cast<std::size_t>(slice.target[image]);
  }
  // Of exp(x - largest).
  double sum_of_exponentials(const float* x, double largest) const {
    double sum = 0.0;
    for (std::size_t c = 0; c < classes_; ++c) sum += std::exp(static_cast<double>(x[c]) - largest);
    return sum;
  }
  double largest_of(const float* x) const { return static_cast<double>(*std::max_element(x, x + classes_)); }

  double loss(const float* x, std::size_t wanted) const {
    const auto number = static_cast<double>(x[wanted]);
    if (shares_)
      return number != number ? number : -std::log(std::clamp(number, least_share, 1.0 - least_share));
    const double largest = largest_of(x);
    return largest + std::log(sum_of_exponentials(x, largest)) - number;
  }
  void gradient(const float* x, std::size_t wanted, float* result) const {
    if (shares_) {
      const auto share = static_cast<double>(x[wanted]);
      const bool clipped = share < least_share || share > 1.0 - least_share;
      std::fill_n(result, classes_, 0.0F);
      result[wanted] = clipped ? 0.0F : static_cast<float>(-scale_ / share);
      return;
    }
    const double largest = largest_of(x);
    const double sum = sum_of_exponentials(x, largest);
    for (std::size_t c = 0; c < classes_; ++c) {
      const double softmax = std::exp(static_cast<double>(x[c]) - largest) / sum;
      result[c] = static_cast<float>(scale_ * (softmax - (c == wanted ? 1.0 : 0.0)));
    }
  }

  std::size_t classes_;
  bool shares_;
  double weight_;
  double scale_ = 0.0;
};

class CrossEntropy final : public Operator {
 public:
  std::string_view kind() const override { return "cross_entropy"; }
  std::string_view summary() const override { return "-log softmax(y)[class]"; }
  bool is_loss() const override { return true; }
  bool in_language() const override { return false; }
  std::int64_t target_numbers(const Shape&) const override { return 1; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{
        {.name = "weight", .type = AttributeType::number},
        {.name = "target", .type = AttributeType::choice, .words = {std::string(target_labels)}},
        {.name = "shares", .type = AttributeType::boolean}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape>) const override { return Shape::row(1); }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<CrossEntropyKernel>(request);
  }
};

}  // namespace

const Operator& cross_entropy_operator() {
  static const CrossEntropy op;
  return op;
}

}  // namespace cae
