// The term `tc` of a layer `sample`: (tc - 1) times the total correlation of the codes z_i that it draws for
// the n images of a batch, so that with beta=1 it counts `tc` times in what is minimised, as in the
// beta-TC-VAE of Chen et al. ("Isolating sources of disentanglement in variational autoencoders", 2018). It
// is the mean over the images of
//   log q(z_i) - sum over units u of log q_u(z_iu),
// where q is the mixture of the normal distributions of the batch's images and q_u that of unit u:
//   log q(z) = log(1/n sum over j of prod over u of N(z_u; mean_ju, exp(log_variance_ju))).
// That is the minibatch-weighted estimate of Chen et al. plus the constant (units - 1) log(images of the
// data): without it the mean over the draws is the total correlation of q. At evaluation it also draws z,
// with the numbers that the layer would draw in training. It rises with beta during `warmup` and is divided
// by the numbers of an output image.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/random_draws.h"

namespace cae {
namespace {

class TotalCorrelationKernel final : public Kernel {
 public:
  explicit TotalCorrelationKernel(const KernelRequest& request)
      : units_(elements_of(request.inputs[0])),
        most_rows_(size_of(request.step)),
        excess_(request.node.attributes.number("tc") - 1.0),
        warmup_(request.node.attributes.number("warmup")),
        output_numbers_(static_cast<double>(request.node.attributes.integer("output_numbers"))),
        gradients_(request.gradients),
        purpose_(draw_purpose_of_layer("sample", request.node)),
        given_(3 * table()),
        inverse_variances_(table()),
        slopes_(gradients_ ? 2 * table() : 0) {}

  // First every slice gives its rows to all, as parts of a sum in which each has its own place; then each row
  // adds to the value and to the gradients of all rows, which must be complete before backward.
  KernelNeeds needs() const override {
    KernelNeeds needs{.scratch = std::max((units_ + 1) * most_rows_ * sizeof(double), units_ * sizeof(float)),
                      .forward_phases = gradients_ ? 3 : 2};
    needs.forward_sums = {given_.size(), 1 + slopes_.size()};
    return needs;
  }
  void prepare(const StepContext& context) override {
    context_ = context;
    const double risen = warmup_ > 0.0 ? std::min(1.0, context.epochs_done / warmup_) : 1.0;
    // Of a single image, whose distribution is q, it is 0.
    factor_ = context.images > 1 ? excess_ * risen / output_numbers_ / context.images : 0.0;
  }
  void forward(int phase, const Slice& slice) override {
    if (phase == 0) give_rows(slice);
    if (phase != 1) return;
    for (std::size_t i = 0; i < size_of(slice.count); ++i)
      add_row(first_row(slice) + i, reinterpret_cast<double*>(slice.scratch), slice.sums);
  }
  void after_forward(int phase, std::span<const double> totals) override {
    if (phase == 0) {
      std::copy(totals.begin(), totals.end(), given_.begin());
      for (std::size_t i = 0; i < table(); ++i) inverse_variances_[i] = std::exp(-log_variances()[i]);
    } else {
      sum_ = totals[0];
      std::copy(totals.begin() + 1, totals.end(), slopes_.begin());
    }
  }
  double term(std::span<const double> totals) const override {
    return factor_ * (gradients_ ? sum_ : totals[0]);
  }
  void backward(int, const Slice& slice) override {
    for (std::size_t input = 0; input < 2; ++input) {
      float* gradient = slice.input_gradients[input];
      if (gradient == nullptr) continue;
      const double* slopes = slopes_.data() + input * table();
      for (std::size_t i = 0; i < size_of(slice.count) * units_; ++i)
        gradient[i] = static_cast<float>(factor_ * slopes[place(i % units_, first_row(slice) + i / units_)]);
    }
  }

 private:
  // Each table holds the numbers of one unit of all rows side by side.
  std::size_t table() const { return units_ * most_rows_; }
  std::size_t place(std::size_t unit, std::size_t row) const { return unit * most_rows_ + row; }
  const double* means() const { return given_.data(); }
  const double* log_variances() const { return given_.data() + table(); }
  const double* codes() const { return given_.data() + 2 * table(); }
  std::size_t rows() const { return size_of(context_.images); }
  std::size_t first_row(const Slice& slice) const { return size_of(context_.first_image + slice.first); }

  void give_rows(const Slice& slice) const {
    auto* drawn = reinterpret_cast<float*>(slice.scratch);
    for (std::size_t i = 0; i < size_of(slice.count); ++i) {
      draw_stream(purpose_, context_, slice.first + static_cast<int>(i)).fill_normal({drawn, units_}, 0, 1);
      for (std::size_t unit = 0; unit < units_; ++unit) {
        const auto mean = static_cast<double>(slice.inputs[0][i * units_ + unit]);
        const auto log_variance = static_cast<double>(slice.inputs[1][i * units_ + unit]);
        const std::size_t at = place(unit, first_row(slice) + i);
        slice.sums[at] = mean;
        slice.sums[table() + at] = log_variance;
        slice.sums[2 * table() + at] = mean + std::exp(0.5 * log_variance) * static_cast<double>(drawn[unit]);
      }
    }
  }

  // Adds what one row adds to the sum and to the slopes.
  void add_row(std::size_t row, double* joint, std::span<double> sums) const {
    double* units = joint + rows();
    std::fill_n(joint, rows(), 0.0);
    for (std::size_t unit = 0; unit < units_; ++unit) {
      double* own = units + unit * rows();
      log_densities(unit, row, own);
      for (std::size_t j = 0; j < rows(); ++j) joint[j] += own[j];
    }
    double value = log_of_mean(joint);
    for (std::size_t unit = 0; unit < units_; ++unit) {
      double* own = units + unit * rows();
      value -= log_of_mean(own);
      if (gradients_) add_slopes(unit, row, joint, own, sums.subspan(1));
    }
    sums[0] += value;
  }

  // Of a row's code under the distribution of each row, without the constant -log(2 pi) / 2, which cancels.
  void log_densities(std::size_t unit, std::size_t row, double* result) const {
    const double code = codes()[place(unit, row)];
    for (std::size_t j = 0; j < rows(); ++j) {
      const std::size_t at = place(unit, j);
      const double distance = code - means()[at];
      result[j] = -0.5 * (log_variances()[at] + distance * distance * inverse_variances_[at]);
    }
  }

  // log(mean over the rows of exp(x)); x becomes each row's share of the sum.
  double log_of_mean(double* x) const {
    const double largest = *std::max_element(x, x + rows());
    for (std::size_t j = 0; j < rows(); ++j) x[j] -= largest;
    vector_kernels().exponentials(x, rows());
    const double sum = std::accumulate(x, x + rows(), 0.0);
    for (std::size_t j = 0; j < rows(); ++j) x[j] /= sum;
    return largest + std::log(sum / static_cast<double>(rows()));
  }

  // d(log density) = (s - 1) / 2 d(log_variance) + t d(mean) - t d(code) with t = (code - mean) / variance
  // and s = t (code - mean); d(code) = d(mean) + (code - mean) / 2 d(log_variance) of the row itself.
  void add_slopes(std::size_t unit, std::size_t row, const double* joint, const double* own,
                  std::span<double> slopes) const {
    double* of_means = slopes.data() + place(unit, 0);
    double* of_log_variances = of_means + table();
    const double code = codes()[place(unit, row)];
    double of_code = 0.0;
    for (std::size_t j = 0; j < rows(); ++j) {
      const std::size_t at = place(unit, j);
      const double distance = code - means()[at];
      const double slope = distance * inverse_variances_[at];
      const double share = joint[j] - own[j];
      of_means[j] += share * slope;
      of_log_variances[j] += share * 0.5 * (slope * distance - 1.0);
      of_code -= share * slope;
    }
    of_means[row] += of_code;
    of_log_variances[row] += of_code * 0.5 * (code - means()[place(unit, row)]);
  }

  std::size_t units_;
  std::size_t most_rows_;
  double excess_;
  double warmup_;
  double output_numbers_;
  bool gradients_;
  std::string purpose_;
  StepContext context_;
  double factor_ = 0.0;
  std::vector<double> given_;  // the means, the log variances and the codes of all rows
  std::vector<double> inverse_variances_;
  double sum_ = 0.0;            // of the rows' values
  std::vector<double> slopes_;  // of the sum, by the means and by the log variances
};

class TotalCorrelation final : public Operator {
 public:
  std::string_view kind() const override { return "total_correlation"; }
  std::string_view summary() const override { return "how far the units of a variational code depend"; }
  bool is_loss() const override { return true; }
  bool in_language() const override { return false; }
  std::string_view term() const override { return "tc"; }
  InputCount inputs() const override { return {2, 2}; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{{.name = "tc", .type = AttributeType::number},
                                                  {.name = "warmup", .type = AttributeType::number},
                                                  {.name = "output_numbers", .type = AttributeType::integer}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape>) const override { return Shape::row(1); }
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override {
    return std::make_unique<TotalCorrelationKernel>(request);
  }
};

}  // namespace

const Operator& total_correlation_operator() {
  static const TotalCorrelation op;
  return op;
}

}  // namespace cae
