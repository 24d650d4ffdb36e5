// From the products of every tap with every source pixel to the output of a layer, and back: the sums of
// upsample_conv and of narrow deconvs, whose products are computed once for each source pixel.
//
// The products P of one image are [h, w, kw, kh, O]. An output pixel is the sum, over the taps (u, v) that
// reach it, of P at the source pixel under each tap: first over u for each output row, then over v for each
// output column. Backward is the transpose, as sums too: dP of a source pixel and a tap is the sum of dY over
// the output rows, then over the output columns, that use it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "framework/graph/rules/sliding.h"
#include "framework/graph/shape.h"
#include "framework/primitives/gathered_sums.h"

namespace cae {

// A tap of the kernel, and the source row (or column) that it multiplies.
struct Tap {
  std::size_t tap;
  std::size_t source;
};

// One axis of a layer: for each row (or column) of the output, the taps that reach it.
struct TapAxis {
  std::size_t sources = 0;
  std::size_t taps = 0;
  std::vector<std::vector<Tap>> places;
};

// The axis of a convolution of stride 1 over `sources` rows that are repeated `factor` times.
TapAxis repeated_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel, const Axis& axis);
// The axis of a transposed convolution, as slide_transposed gives it.
TapAxis transposed_axis(std::int64_t sources, std::int64_t stride, std::int64_t kernel, const Axis& axis);

class TapSums {
 public:
  TapSums(const TapAxis& rows, const TapAxis& columns, std::size_t filters);

  std::size_t products() const { return in_height_ * in_width_ * taps_; }  // floats of an image
  std::size_t taps() const { return taps_; }                               // kw * kh * O
  std::size_t row_sums() const;  // floats of room for `sum` and `spread`
  std::size_t output_rows() const { return output_rows_.size(); }

  // One row of the output from the products of the image; start is the bias, or nullptr.
  void sum(const float* products, std::size_t output_row, const float* start, float* row_sums,
           float* y) const;

  // dP of one image from its dY.
  void spread(const float* dy, float* row_sums, float* products) const;

  // sum[O] += the gradient of the bias, from dY and dP of one image.
  void add_bias_gradient(const float* dy, const float* products, float* row_sums, float* sum) const;

 private:
  // Lists of terms, one after the other.
  class TermTable {
   public:
    void add(std::size_t offset) { offsets_.push_back(offset); }
    void close_list() { first_.push_back(offsets_.size()); }
    TermLists lists() const { return {first_.data(), offsets_.data(), first_.size() - 1}; }

   private:
    std::vector<std::size_t> first_{0};
    std::vector<std::size_t> offsets_;
  };

  std::size_t in_height_;
  std::size_t in_width_;
  std::size_t out_width_;
  std::size_t kernel_height_;
  std::size_t kernel_width_;
  std::size_t filters_;
  std::size_t taps_;
  std::vector<TermTable> output_rows_;     // of each output row: its taps
  TermTable output_columns_;               // for each output column: its taps
  std::vector<TermTable> source_rows_;     // of each source row, for each u: the output rows
  TermTable source_columns_;               // for each source column and v: the output columns
  std::optional<std::size_t> tap_of_all_;  // a tap that every output pixel uses, if there is one
};

}  // namespace cae
