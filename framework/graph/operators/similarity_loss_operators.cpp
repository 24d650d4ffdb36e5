// The losses of an output against the images by their structural similarity: weight times the mean over the
// images of the batch.
#include <algorithm>

#include "framework/graph/rules/image_loss_operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/structural_similarity.h"

namespace cae {
namespace {

// The gradient takes most of what the value does, so forward computes both and keeps it.
class SimilarityLossKernel final : public Kernel {
 public:
  SimilarityLossKernel(const KernelRequest& request, const SimilarityLoss& loss)
      : loss_(loss),
        numbers_(elements_of(request.inputs[0])),
        size_{size_of(request.inputs[0].height), size_of(request.inputs[0].width),
              size_of(request.inputs[0].channels)},
        weight_(request.node.attributes.number("weight")),
        gradients_(request.gradients && request.input_gradient) {}

  KernelNeeds needs() const override {
    return {.saved_per_image = gradients_ ? numbers_ * sizeof(float) : 0,
            .scratch = similarity_scratch(size_) * sizeof(double),
            .by_image = true,
            .forward_sums = {1}};
  }
  void prepare(const StepContext& context) override { scale_ = weight_ / context.images; }
  void forward(int, const Slice& slice) override {
    auto* gradients = reinterpret_cast<float*>(slice.saved);
    for (std::size_t i = 0; i < size_of(slice.count); ++i) {
      const std::size_t at = i * numbers_;
      slice.sums[0] +=
          loss_.value(slice.inputs[0] + at, slice.target + at, size_, scale_,
                      gradients_ ? gradients + at : nullptr, reinterpret_cast<double*>(slice.scratch));
    }
  }
  double term(std::span<const double> totals) const override { return scale_ * totals[0]; }
  void backward(int, const Slice& slice) override {
    if (slice.input_gradients[0] == nullptr) return;
    std::copy_n(reinterpret_cast<const float*>(slice.saved), size_of(slice.count) * numbers_,
                slice.input_gradients[0]);
  }

 private:
  const SimilarityLoss& loss_;
  std::size_t numbers_;  // of an image
  ImageSize size_;
  double weight_;
  bool gradients_;
  double scale_ = 0.0;
};

class SimilarityLossOperator final : public ImageLossOperator {
 public:
  explicit SimilarityLossOperator(const SimilarityLoss& loss) : ImageLossOperator(loss), loss_(loss) {}
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<SimilarityLossKernel>(request, loss_);
  }

 private:
  const SimilarityLoss& loss_;
};

}  // namespace

void similarity_loss_operators(std::vector<const Operator*>& list) {
  static const std::vector<SimilarityLossOperator> operators(similarity_losses().begin(),
                                                             similarity_losses().end());
  for (const SimilarityLossOperator& op : operators) list.push_back(&op);
}

}  // namespace cae
