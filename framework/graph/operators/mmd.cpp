// The term `mmd` of a layer `match`: weight times the squared maximum mean discrepancy between the n rows z
// of a batch and n standard normal draws p,
//   sum over i != j of (k(z_i, z_j) + k(p_i, p_j)) / (n (n - 1)) - 2 sum over i, j of k(z_i, p_j) / n^2,
// the unbiased estimate of Gretton et al. ("A kernel two-sample test", 2012) with the kernel of Tolstikhin et
// al.
// ("Wasserstein auto-encoders", 2018): k(a, b) = sum over s of C_s / (C_s + |a - b|^2), C_s = 2 units s for
// the scales s below. Of one row it is 0: there is nothing to compare.
#include <algorithm>
#include <array>
#include <vector>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/random_draws.h"
#include "framework/graph/rules/squared_distance.h"

namespace cae {
namespace {

constexpr std::array scales = {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0};

// k of two rows, and its derivative by their squared distance.
struct Similarity {
  double value = 0.0;
  double slope = 0.0;
};

class MmdKernel final : public Kernel {
 public:
  explicit MmdKernel(const KernelRequest& request)
      : units_(elements_of(request.inputs[0])),
        most_rows_(size_of(request.step)),
        weight_(request.node.attributes.number("weight")),
        purpose_(draw_purpose_of_layer("match", request.node)),
        all_(2 * most_rows_ * units_) {}

  // First every slice gives its rows to all, as parts of a sum in which each has its own place.
  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .scratch = units_ * sizeof(float), .forward_phases = 2};
    needs.forward_sums = {all_.size(), 1};
    return needs;
  }
  void prepare(const StepContext& context) override { context_ = context; }
  void forward(int phase, const Slice& slice) override {
    if (phase == 0) return give_rows(slice);
    for (std::size_t i = 0; i < size_of(slice.count); ++i) slice.sums[0] += part_of(first_row(slice) + i);
  }
  void after_forward(int, std::span<const double> totals) override {
    std::copy(totals.begin(), totals.end(), all_.begin());
  }
  double term(std::span<const double> totals) const override { return weight_ * totals[0]; }
  void backward(int, const Slice& slice) override {
    float* gradient = slice.input_gradients[0];
    if (gradient == nullptr) return;
    std::vector<double> sum(units_);
    for (std::size_t i = 0; i < size_of(slice.count); ++i) {
      std::fill(sum.begin(), sum.end(), 0.0);
      const double* row = code(first_row(slice) + i);
      for (std::size_t j = 0; j < rows(); ++j) {
        if (j != first_row(slice) + i) pull(row, code(j), 2.0 * pair_share(), sum);
        pull(row, prior(j), -2.0 * cross_share(), sum);
      }
      for (std::size_t unit = 0; unit < units_; ++unit)
        gradient[i * units_ + unit] = static_cast<float>(weight_ * sum[unit]);
    }
  }

 private:
  std::size_t rows() const { return size_of(context_.images); }
  std::size_t first_row(const Slice& slice) const { return size_of(context_.first_image + slice.first); }
  const double* code(std::size_t row) const { return all_.data() + row * units_; }
  const double* prior(std::size_t row) const { return all_.data() + (most_rows_ + row) * units_; }
  double pair_share() const {
    const auto n = static_cast<double>(rows());
    return rows() > 1 ? 1.0 / (n * (n - 1.0)) : 0.0;
  }
  double cross_share() const {
    const auto n = static_cast<double>(rows());
    return rows() > 1 ? 1.0 / (n * n) : 0.0;
  }

  void give_rows(const Slice& slice) const {
    auto* drawn = reinterpret_cast<float*>(slice.scratch);
    for (int i = 0; i < slice.count; ++i) {
      const std::size_t row = first_row(slice) + size_of(i);
      std::copy_n(slice.inputs[0] + size_of(i) * units_, units_, slice.sums.begin() + row * units_);
      draw_stream(purpose_, context_, slice.first + i).fill_normal({drawn, units_}, 0.0F, 1.0F);
      std::copy_n(drawn, units_, slice.sums.begin() + (most_rows_ + row) * units_);
    }
  }

  Similarity similarity(const double* a, const double* b) const {
    const double distance = squared_distance(a, b, units_);
    Similarity sum;
    for (const double scale : scales) {
      const double c = 2.0 * static_cast<double>(units_) * scale;
      sum.value += c / (c + distance);
      sum.slope -= c / ((c + distance) * (c + distance));
    }
    return sum;
  }

  // What the rows of one number add to the discrepancy.
  double part_of(std::size_t row) const {
    double sum = 0.0;
    for (std::size_t other = 0; other < rows(); ++other) {
      if (other != row) {
        sum += pair_share() *
               (similarity(code(row), code(other)).value + similarity(prior(row), prior(other)).value);
      }
      sum -= 2.0 * cross_share() * similarity(code(row), prior(other)).value;
    }
    return sum;
  }

  // Adds share * dk(row, other) / drow.
  void pull(const double* row, const double* other, double share, std::vector<double>& sum) const {
    const double slope = similarity(row, other).slope;
    for (std::size_t unit = 0; unit < units_; ++unit)
      sum[unit] += share * slope * 2.0 * (row[unit] - other[unit]);
  }

  std::size_t units_;
  std::size_t most_rows_;
  double weight_;
  std::string purpose_;
  StepContext context_;
  std::vector<double> all_;  // the rows of all images, then the draws
};

class Mmd final : public Operator {
 public:
  std::string_view kind() const override { return "mmd"; }
  std::string_view summary() const override { return "the discrepancy of rows from standard normal draws"; }
  bool is_loss() const override { return true; }
  bool in_language() const override { return false; }
  std::string_view term() const override { return "mmd"; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "weight", .type = AttributeType::number}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape>) const override { return Shape::row(1); }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<MmdKernel>(request);
  }
};

}  // namespace

const Operator& mmd_operator() {
  static const Mmd op;
  return op;
}

}  // namespace cae
