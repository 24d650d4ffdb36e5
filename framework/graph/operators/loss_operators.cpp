// The losses of an output against a target, number by number: weight times the mean over all numbers of the
// batch. graph/losses.h puts them behind the outputs of a model.
#include "framework/graph/rules/image_loss_operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

class LossKernel final : public Kernel {
 public:
  LossKernel(const KernelRequest& request, const PointwiseLoss& loss)
      : loss_(loss),
        images_(size_of(request.slice)),
        numbers_(elements_of(request.inputs[0])),
        weight_(request.node.attributes.number("weight")) {}

  KernelNeeds needs() const override {
    return {
        .input_in_backward = true, .scratch = carved<double>(images_), .by_image = true, .forward_sums = {1}};
  }
  void prepare(const StepContext& context) override {
    scale_ = weight_ / (static_cast<double>(numbers_) * context.images);
  }
  void forward(int, const Slice& slice) override {
    std::byte* scratch = slice.scratch;
    auto* sums = carve<double>(scratch, images_);
    in_image_ranges(slice, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i)
        sums[i] = loss_.sum(slice.inputs[0] + i * numbers_, slice.target + i * numbers_, numbers_);
    });
    for (std::size_t i = 0; i < size_of(slice.count); ++i) slice.sums[0] += sums[i];
  }
  double term(std::span<const double> totals) const override { return scale_ * totals[0]; }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    in_image_ranges(slice, [&](std::size_t begin, std::size_t end) {
      const std::size_t at = begin * numbers_;
      loss_.gradient(slice.inputs[0] + at, slice.target + at, scale_, slice.input_gradients[0] + at,
                     (end - begin) * numbers_);
    });
  }

 private:
  // f(first image, end). A logarithm takes as long as reading several numbers.
  template <class F>
  void in_image_ranges(const Slice& slice, F f) const {
    const std::size_t images = size_of(slice.count);
    in_ranges(images, 1, shares_of_numbers(6 * images * numbers_), f);
  }

  const PointwiseLoss& loss_;
  std::size_t images_;   // of a slice, at most
  std::size_t numbers_;  // of an image
  double weight_;
  double scale_ = 0.0;
};

class LossOperator final : public ImageLossOperator {
 public:
  explicit LossOperator(const PointwiseLoss& loss) : ImageLossOperator(loss), loss_(loss) {}
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<LossKernel>(request, loss_);
  }

 private:
  const PointwiseLoss& loss_;
};

}  // namespace

void loss_operators(std::vector<const Operator*>& list) {
  static const std::vector<LossOperator> operators(pointwise_losses().begin(), pointwise_losses().end());
  for (const LossOperator& op : operators) list.push_back(&op);
}

}  // namespace cae
