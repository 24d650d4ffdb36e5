#include "framework/graph/rules/convolution_kernel.h"

#include <optional>

#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

using onednn::Convolution;
using onednn::Direction;

class ConvolutionKernel final : public Kernel {
 public:
  ConvolutionKernel(const KernelRequest& request, const onednn::ConvolutionGeometry& geometry,
                    onednn::Precision precision, bool transposed)
      : geometry_(geometry),
        out_(request.node.shape),
        slice_(request.slice),
        transposed_(transposed),
        has_bias_(request.node.attributes.boolean("bias")),
        forward_(made(request, transposed ? Direction::backward_data : Direction::forward, precision)) {
    if (request.gradients) weights_gradient_.emplace(made(request, Direction::backward_weights, precision));
    if (request.gradients && request.input_gradient) {
      data_gradient_.emplace(
          made(request, transposed ? Direction::forward : Direction::backward_data, precision));
    }
  }

  KernelNeeds needs() const override {
    KernelNeeds needs{.input_in_backward = true, .scratch = scratch_bytes()};
    needs.workspace = carved<float>(forward_.packed_elements()) +
                      (data_gradient_ ? carved<float>(data_gradient_->packed_elements()) : 0);
    needs.gradient_partials = {weights_gradient_ ? weights_gradient_->packed_elements() : 0};
    if (has_bias_) needs.gradient_partials.push_back(weights_gradient_ ? size_of(out_.channels) : 0);
    return needs;
  }

  // Padding is counted as if it were multiplied.
  ProductOperations products() const override {
    const double each =
        2.0 * static_cast<double>(geometry_.out_height * geometry_.out_width * geometry_.out_channels *
                                  geometry_.kernel_height * geometry_.kernel_width * geometry_.in_channels /
                                  geometry_.groups);
    return {each, each, each};
  }

  void bind(const Binding& binding) override {
    parameters_ = binding.parameters;
    std::byte* region = binding.workspace;
    forward_weights_ = carve<float>(region, forward_.packed_elements());
    if (data_gradient_) data_gradient_weights_ = carve<float>(region, data_gradient_->packed_elements());
  }

  void prepare(const StepContext& context) override {
    if (const int rest = context.own_images % slice_; rest != 0) reserve(rest);
  }

  void pack_weights() override {
    forward_.pack(parameters_[0], forward_weights_);
    if (data_gradient_) data_gradient_->pack(parameters_[0], data_gradient_weights_);
  }

  void forward(int, const Slice& slice) override {
    forward_.run(slice.count, slice.inputs[0], forward_weights_, slice.output, slice.scratch);
    if (has_bias_)
      vector_kernels().add_row(slice.output, parameters_[1], pixels(slice), size_of(out_.channels));
  }

  void backward(int, const Slice& slice) override {
    const float* dy = slice.output_gradient;
    if (transposed_) {
      weights_gradient_->run_weights(slice.count, dy, slice.inputs[0], slice.gradient_partials[0],
                                     slice.scratch);
    } else {
      weights_gradient_->run_weights(slice.count, slice.inputs[0], dy, slice.gradient_partials[0],
                                     slice.scratch);
    }
    if (has_bias_) {
      vector_kernels().column_sums(dy, pixels(slice), size_of(out_.channels), slice.gradient_partials[1]);
    }
    if (slice.input_gradients[0] != nullptr) {
      data_gradient_->run(slice.count, dy, data_gradient_weights_, slice.input_gradients[0], slice.scratch);
    }
  }

  void unpack_gradient(std::size_t parameter, const float* sum, float* gradient) const override {
    if (parameter == 0) {
      weights_gradient_->unpack(sum, gradient);
    } else {
      std::copy_n(sum, size_of(out_.channels), gradient);
    }
  }

 private:
  std::size_t pixels(const Slice& slice) const {
    return size_of(slice.count) * size_of(out_.height * out_.width);
  }

  // Ready for the last slice of a full batch too; other counts come with a short batch, in `prepare`.
  Convolution made(const KernelRequest& request, Direction direction, onednn::Precision precision) const {
    return request.convolutions.make(direction, geometry_, slice_, request.batch % slice_, precision);
  }

  void reserve(int images) {
    forward_.reserve(images);
    if (weights_gradient_) weights_gradient_->reserve(images);
    if (data_gradient_) data_gradient_->reserve(images);
  }
  std::size_t scratch_bytes() const {
    std::size_t bytes = forward_.scratch_bytes();
    if (weights_gradient_) bytes = std::max(bytes, weights_gradient_->scratch_bytes());
    if (data_gradient_) bytes = std::max(bytes, data_gradient_->scratch_bytes());
    return bytes;
  }

  onednn::ConvolutionGeometry geometry_;
  Shape out_;
  int slice_;
  bool transposed_;
  bool has_bias_;
  Convolution forward_;
  std::optional<Convolution> weights_gradient_;
  std::optional<Convolution> data_gradient_;
  std::vector<float*> parameters_;
  float* forward_weights_ = nullptr;
  float* data_gradient_weights_ = nullptr;
};

}  // namespace

std::unique_ptr<Kernel> make_convolution_kernel(const KernelRequest& request,
                                                const onednn::ConvolutionGeometry& geometry,
                                                bool transposed) {
  const onednn::Precision precision = product_precision(request, geometry.in_channels / geometry.groups,
                                                        geometry.out_channels / geometry.groups);
  return std::make_unique<ConvolutionKernel>(request, geometry, precision, transposed);
}

}  // namespace cae
