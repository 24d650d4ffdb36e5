#include "framework/graph/rules/tap_operands.h"

#include <algorithm>

#include "framework/graph/rules/kernel_support.h"

namespace cae {

std::vector<TapBlock> tap_blocks(const TapAxis& rows, const TapAxis& columns) {
  std::vector<TapBlock> blocks;
  for (const AxisPart& row_part : rows.parts) {
    for (const AxisPart& column_part : columns.parts) blocks.push_back({row_part, column_part});
  }
  return blocks;
}

TapOperands::TapOperands(const TapAxis& rows, const TapAxis& columns, std::size_t channels,
                         std::size_t images)
    : height_(rows.sources),
      width_(columns.sources),
      channels_(channels),
      row_parts_(rows.parts),
      column_parts_(columns.parts) {
  for (const TapBlock& block : tap_blocks(rows, columns)) {
    const bool image = is_image(block.rows, block.columns);
    has_image_ = has_image_ || image;
    place_.push_back(image ? in_image : floats_);
    if (!image) floats_ += images * block.operands() * channels;
  }
  rows_place_ = floats_;
  if (rows.running_sums) floats_ += height_ * row_floats();
}

bool TapOperands::is_image(const AxisPart& rows, const AxisPart& columns) const {
  return !rows.differences && !columns.differences && rows.count == height_ && columns.count == width_;
}

const float* TapOperands::of(std::size_t block, const float* x, const float* workspace) const {
  return place_[block] == in_image ? x : workspace + place_[block];
}

float* TapOperands::gradient_of(std::size_t block, float* dx, float* workspace) const {
  return place_[block] == in_image ? dx : workspace + place_[block];
}

void TapOperands::take(std::size_t images, const float* x, float* workspace) const {
  for (std::size_t image = 0; image < images; ++image) {
    std::size_t block = 0;
    for (const AxisPart& rows : row_parts_) {
      const float* from = x + (image * height_ + rows.first) * row_floats();
      if (rows.differences) {
        vector_kernels().subtract(from, from + row_floats(), workspace + rows_place_,
                                  rows.count * row_floats());
        from = workspace + rows_place_;
      }
      for (const AxisPart& columns : column_parts_) {
        if (!is_image(rows, columns)) {
          const std::size_t operands = rows.count * columns.count * channels_;
          take_columns(rows.count, columns, from, workspace + place_[block] + image * operands);
        }
        ++block;
      }
    }
  }
}

void TapOperands::take_columns(std::size_t rows, const AxisPart& columns, const float* from,
                               float* operand) const {
  const std::size_t width = columns.count * channels_;
  from += columns.first * channels_;
  for (std::size_t row = 0; row < rows; ++row) {
    if (columns.differences) {
      vector_kernels().subtract(from, from + channels_, operand, width);
    } else {
      std::copy_n(from, width, operand);
    }
    from += row_floats();
    operand += width;
  }
}

void TapOperands::give_back(std::size_t images, float* dx, float* workspace) const {
  if (!has_image_) std::fill_n(dx, images * height_ * row_floats(), 0.0F);
  for (std::size_t image = 0; image < images; ++image) {
    std::size_t block = 0;
    for (const AxisPart& rows : row_parts_) {
      float* const image_rows = dx + (image * height_ + rows.first) * row_floats();
      float* const to = rows.differences ? workspace + rows_place_ : image_rows;
      if (rows.differences) std::fill_n(to, rows.count * row_floats(), 0.0F);
      for (const AxisPart& columns : column_parts_) {
        if (!is_image(rows, columns)) {
          const std::size_t operands = rows.count * columns.count * channels_;
          give_back_columns(rows.count, columns, workspace + place_[block] + image * operands, to);
        }
        ++block;
      }
      if (!rows.differences) continue;
      vector_kernels().add(image_rows, to, rows.count * row_floats());
      vector_kernels().accumulate(-1.0F, to, image_rows + row_floats(), rows.count * row_floats());
    }
  }
}

void TapOperands::give_back_columns(std::size_t rows, const AxisPart& columns, const float* gradient,
                                    float* to) const {
  const std::size_t width = columns.count * channels_;
  to += columns.first * channels_;
  for (std::size_t row = 0; row < rows; ++row) {
    vector_kernels().add(to, gradient, width);
    if (columns.differences) vector_kernels().accumulate(-1.0F, gradient, to + channels_, width);
    to += row_floats();
    gradient += width;
  }
}

}  // namespace cae
