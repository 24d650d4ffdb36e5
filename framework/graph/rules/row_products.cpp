#include "framework/graph/rules/row_products.h"

#include <algorithm>

#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/bf16_products.h"
#include "framework/primitives/matrix_products.h"

namespace cae {

std::size_t RowProducts::workspace_bytes() const {
  std::size_t bytes = carved<float>(form_.in * form_.out) * (form_.input_gradient ? 2 : 1);
  if (rounds()) bytes += carved<std::uint32_t>(bf16_row_pairs(form_.in, form_.out));
  if (rounds() && form_.input_gradient) bytes += carved<std::uint32_t>(bf16_row_pairs(form_.out, form_.in));
  return bytes;
}

std::size_t RowProducts::scratch_bytes() const {
  if (!rounds()) return 0;
  const std::size_t forward = carved<std::uint32_t>(bf16_column_pairs(form_.rows, form_.in));
  const std::size_t backward = carved<std::uint32_t>(bf16_row_pairs(form_.rows, form_.in)) +
                               carved<std::uint32_t>(bf16_row_pairs(form_.rows, form_.out)) +
                               carved<std::uint32_t>(bf16_column_pairs(form_.rows, form_.out));
  return form_.gradients ? std::max(forward, backward) : forward;
}

void RowProducts::bind(std::byte*& workspace) {
  weights_ = carve<float>(workspace, form_.in * form_.out);
  if (form_.input_gradient) transposed_weights_ = carve<float>(workspace, form_.in * form_.out);
  if (!rounds()) return;
  weight_pairs_ = carve<std::uint32_t>(workspace, bf16_row_pairs(form_.in, form_.out));
  if (form_.input_gradient)
    transposed_weight_pairs_ = carve<std::uint32_t>(workspace, bf16_row_pairs(form_.out, form_.in));
}

void RowProducts::pack() {
  if (form_.input_gradient) transpose(weights_, form_.in, form_.out, transposed_weights_);
  if (!rounds()) return;
  bf16_products().pair_rows(weights_, form_.in, form_.out, weight_pairs_);
  if (form_.input_gradient)
    bf16_products().pair_rows(transposed_weights_, form_.out, form_.in, transposed_weight_pairs_);
}

void RowProducts::forward(std::size_t rows, const float* x, float* y, std::byte* scratch) const {
  const std::size_t in = form_.in;
  const std::size_t out = form_.out;
  if (!rounds()) {
    matrix_products().plain(
        {.m = rows, .n = out, .k = in, .a = {x, in}, .b = {weights_, out}, .c = {y, out}});
    return;
  }
  auto* pairs = carve<std::uint32_t>(scratch, bf16_column_pairs(rows, in));
  bf16_products().pair_columns(x, rows, in, pairs);
  bf16_products().plain({.m = rows, .n = out, .k = in, .a = pairs, .b = weight_pairs_, .c = y});
}

void RowProducts::weight_gradient(std::size_t rows, const float* x, const float* dy, bool accumulate,
                                  std::size_t begin, std::size_t end, float* dw) const {
  matrix_products().transposed_a({.m = form_.in,
                                  .n = end - begin,
                                  .k = rows,
                                  .a = {x, form_.in},
                                  .b = {dy + begin, form_.out},
                                  .c = {dw + begin, form_.out},
                                  .accumulate = accumulate});
}

void RowProducts::input_gradient(std::size_t rows, const float* dy, float* dx) const {
  matrix_products().plain({.m = rows,
                           .n = form_.in,
                           .k = form_.out,
                           .a = {dy, form_.out},
                           .b = {transposed_weights_, form_.in},
                           .c = {dx, form_.in}});
}

void RowProducts::backward(std::size_t rows, const float* x, const float* dy, bool accumulate, float* dw,
                           float* dx, std::byte* scratch) const {
  const std::size_t in = form_.in;
  const std::size_t out = form_.out;
  if (!rounds()) {
    weight_gradient(rows, x, dy, accumulate, 0, out, dw);
    if (dx != nullptr) input_gradient(rows, dy, dx);
    return;
  }
  auto* x_pairs = carve<std::uint32_t>(scratch, bf16_row_pairs(rows, in));
  auto* dy_pairs = carve<std::uint32_t>(scratch, bf16_row_pairs(rows, out));
  bf16_products().pair_rows(x, rows, in, x_pairs);
  bf16_products().pair_rows(dy, rows, out, dy_pairs);
  bf16_products().transposed_a(
      {.m = in, .n = out, .k = rows, .a = x_pairs, .b = dy_pairs, .c = dw, .accumulate = accumulate});
  if (dx == nullptr) return;
  auto* dy_columns = carve<std::uint32_t>(scratch, bf16_column_pairs(rows, out));
  bf16_products().pair_columns(dy, rows, out, dy_columns);
  bf16_products().plain(
      {.m = rows, .n = in, .k = out, .a = dy_columns, .b = transposed_weight_pairs_, .c = dx});
}

}  // namespace cae
