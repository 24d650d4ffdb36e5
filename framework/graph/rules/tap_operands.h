// What the products of a layer multiply (tap_axis.h): the image itself, or the differences of neighbouring
// rows, of neighbouring columns, of both; and back, from their gradients to the image's.
#pragma once

#include <cstddef>
#include <vector>

#include "framework/graph/rules/tap_axis.h"

namespace cae {

// A part of the rows and a part of the columns, whose products are one matrix product. A layer has one for
// each pair, in this order: the columns' parts run faster.
struct TapBlock {
  AxisPart rows;
  AxisPart columns;

  std::size_t operands() const { return rows.count * columns.count; }
  std::size_t weights() const { return rows.weights * columns.weights; }
};

std::vector<TapBlock> tap_blocks(const TapAxis& rows, const TapAxis& columns);

class TapOperands {
 public:
  // Of up to `images` images at once, with this many channels.
  TapOperands(const TapAxis& rows, const TapAxis& columns, std::size_t channels, std::size_t images);

  std::size_t floats() const { return floats_; }  // of scratch for `take` and `give_back`

  // From the images x: the operands of block b are at of(b, x, workspace), images * operands rows of
  // channels.
  void take(std::size_t images, const float* x, float* workspace) const;
  const float* of(std::size_t block, const float* x, const float* workspace) const;

  // The gradients of the operands are put at the same places, and of(b, dx, workspace); dx then becomes the
  // images'.
  float* gradient_of(std::size_t block, float* dx, float* workspace) const;
  void give_back(std::size_t images, float* dx, float* workspace) const;

 private:
  static constexpr std::size_t in_image = static_cast<std::size_t>(-1);
  bool is_image(const AxisPart& rows, const AxisPart& columns) const;
  std::size_t row_floats() const { return width_ * channels_; }
  void take_columns(std::size_t rows, const AxisPart& columns, const float* from, float* operand) const;
  void give_back_columns(std::size_t rows, const AxisPart& columns, const float* gradient, float* to) const;

  std::size_t height_;
  std::size_t width_;
  std::size_t channels_;
  std::vector<AxisPart> row_parts_;
  std::vector<AxisPart> column_parts_;
  std::vector<std::size_t> place_;  // of each block in the scratch, or in_image
  std::size_t rows_place_ = 0;      // of one image's differences of rows
  std::size_t floats_ = 0;
  bool has_image_ = false;
};

}  // namespace cae
