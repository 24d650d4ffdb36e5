// The three products of a layer that multiplies rows with a matrix: Y = X W, dX = dY W', dW = X' dY, with X
// [rows, in], W [in, out] and Y [rows, out], all row-major float32; in bf16 the operands are rounded first,
// and sums stay float32.
#pragma once

#include <cstddef>
#include <cstdint>

#include "framework/primitives/onednn.h"

namespace cae {

class RowProducts {
 public:
  struct Form {
    std::size_t in = 1;
    std::size_t out = 1;
    std::size_t rows = 1;        // the most of a call
    bool gradients = true;       // `backward` will be called
    bool input_gradient = true;  // ... with a dx
    onednn::Precision precision = onednn::Precision::fp32;
  };
  explicit RowProducts(const Form& form) : form_(form) {}

  std::size_t workspace_bytes() const;
  std::size_t scratch_bytes() const;
  void bind(std::byte*& workspace);  // advances it

  float* weights() { return weights_; }  // where the caller puts W; then `pack`
  void pack();

  void forward(std::size_t rows, const float* x, float* y, std::byte* scratch) const;
  // Whether some rows, or some columns of a product, may be asked for alone: not where operands are rounded
  // together.
  bool in_parts() const { return !rounds(); }
  // Where they may: dw += for columns [begin, end) of dY and dW where `accumulate`, else dw =; and dx.
  void weight_gradient(std::size_t rows, const float* x, const float* dy, bool accumulate, std::size_t begin,
                       std::size_t end, float* dw) const;
  void input_gradient(std::size_t rows, const float* dy, float* dx) const;
  // dw += where `accumulate`, else dw =. dx may be nullptr, or x.
  void backward(std::size_t rows, const float* x, const float* dy, bool accumulate, float* dw, float* dx,
                std::byte* scratch) const;

 private:
  bool rounds() const { return form_.precision == onednn::Precision::bf16; }

  Form form_;
  float* weights_ = nullptr;
  float* transposed_weights_ = nullptr;
  std::uint32_t* weight_pairs_ = nullptr;  // in bf16: what is multiplied
  std::uint32_t* transposed_weight_pairs_ = nullptr;
};

}  // namespace cae
