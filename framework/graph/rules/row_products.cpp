#include "framework/graph/rules/row_products.h"

#include <algorithm>

#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/matrix_products.h"

namespace cae {
namespace {

std::int64_t signed_of(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

std::size_t aligned(std::size_t bytes) {
  return carved<std::byte>(bytes);
}

}  // namespace

RowProducts::RowProducts(const Form& form) : form_(form) {
  if (form.precision == onednn::Precision::fp32) return;
  const std::int64_t in = signed_of(form.in);
  const std::int64_t out = signed_of(form.out);
  const std::int64_t rows = signed_of(form.rows);
  rounded_.emplace(Rounded{.forward = {{.columns_of_a = in, .columns_of_b = out, .packed_b = true}, rows},
                           .weight_gradient = {},
                           .input_gradient = {}});
  if (form.gradients) {
    rounded_->weight_gradient.emplace(
        onednn::Bf16Product::Form{
            .transposed = true, .columns_of_a = in, .columns_of_b = out, .accumulate = true},
        rows);
  }
  if (form.input_gradient) {
    rounded_->input_gradient.emplace(
        onednn::Bf16Product::Form{.columns_of_a = out, .columns_of_b = in, .packed_b = true}, rows);
  }
}

std::size_t RowProducts::workspace_bytes() const {
  const std::size_t plain = carved<float>(form_.in * form_.out) * (form_.input_gradient ? 2 : 1);
  if (!rounded_) return plain;
  return plain + carved<std::uint16_t>(form_.in * form_.out) + aligned(rounded_->forward.packed_bytes()) +
         (rounded_->input_gradient ? aligned(rounded_->input_gradient->packed_bytes()) : 0);
}

std::size_t RowProducts::scratch_bytes() const {
  if (!rounded_) return 0;
  std::size_t product = rounded_->forward.scratch_bytes();
  if (rounded_->weight_gradient) product = std::max(product, rounded_->weight_gradient->scratch_bytes());
  if (rounded_->input_gradient) product = std::max(product, rounded_->input_gradient->scratch_bytes());
  const std::size_t dy = form_.gradients ? carved<std::uint16_t>(form_.rows * form_.out) : 0;
  return carved<std::uint16_t>(form_.rows * form_.in) + dy + aligned(product);
}

void RowProducts::bind(std::byte*& workspace) {
  weights_ = carve<float>(workspace, form_.in * form_.out);
  if (form_.input_gradient) transposed_weights_ = carve<float>(workspace, form_.in * form_.out);
  if (!rounded_) return;
  rounded_->plain = carve<std::uint16_t>(workspace, form_.in * form_.out);
  rounded_->weights = carve<std::byte>(workspace, rounded_->forward.packed_bytes());
  if (rounded_->input_gradient)
    rounded_->transposed_weights = carve<std::byte>(workspace, rounded_->input_gradient->packed_bytes());
}

void RowProducts::reserve(std::size_t rows) {
  if (!rounded_) return;
  rounded_->forward.reserve(signed_of(rows));
  if (rounded_->weight_gradient) rounded_->weight_gradient->reserve(signed_of(rows));
  if (rounded_->input_gradient) rounded_->input_gradient->reserve(signed_of(rows));
}

void RowProducts::pack() {
  if (!rounded_) return;
  const std::size_t count = form_.in * form_.out;
  vector_kernels().to_bf16(weights_, rounded_->plain, count);
  rounded_->forward.pack(rounded_->plain, rounded_->weights);
  if (!rounded_->input_gradient) return;
  vector_kernels().to_bf16(transposed_weights_, rounded_->plain, count);
  rounded_->input_gradient->pack(rounded_->plain, rounded_->transposed_weights);
}

void RowProducts::forward(std::size_t rows, const float* x, float* y, std::byte* scratch) const {
  const std::size_t in = form_.in;
  const std::size_t out = form_.out;
  if (!rounded_) {
    matrix_products().plain(
        {.m = rows, .n = out, .k = in, .a = {x, in}, .b = {weights_, out}, .c = {y, out}});
    return;
  }
  auto* rounded_x = carve<std::uint16_t>(scratch, form_.rows * form_.in);
  vector_kernels().to_bf16(x, rounded_x, rows * form_.in);
  rounded_->forward.run(signed_of(rows), rounded_x, rounded_->weights, y, scratch);
}

void RowProducts::backward(std::size_t rows, const float* x, const float* dy, bool accumulate, float* dw,
                           float* dx, std::byte* scratch) const {
  const std::size_t in = form_.in;
  const std::size_t out = form_.out;
  if (!rounded_) {
    matrix_products().transposed_a({.m = in,
                                    .n = out,
                                    .k = rows,
                                    .a = {x, in},
                                    .b = {dy, out},
                                    .c = {dw, out},
                                    .accumulate = accumulate});
    if (dx == nullptr) return;
    matrix_products().plain(
        {.m = rows, .n = in, .k = out, .a = {dy, out}, .b = {transposed_weights_, in}, .c = {dx, in}});
    return;
  }
  auto* rounded_x = carve<std::uint16_t>(scratch, form_.rows * form_.in);
  auto* rounded_dy = carve<std::uint16_t>(scratch, form_.rows * form_.out);
  vector_kernels().to_bf16(x, rounded_x, rows * form_.in);
  vector_kernels().to_bf16(dy, rounded_dy, rows * form_.out);
  if (!accumulate) std::fill_n(dw, form_.in * form_.out, 0.0F);
  rounded_->weight_gradient->run(signed_of(rows), rounded_x, rounded_dy, dw, scratch);
  if (dx == nullptr) return;
  rounded_->input_gradient->run(signed_of(rows), rounded_dy, rounded_->transposed_weights, dx, scratch);
}

}  // namespace cae
