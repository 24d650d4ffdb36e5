// From the products of a layer to its output, and back: the sums of upsample_conv, whose products are
// computed once, at the resolution of the input (tap_axis.h).
//
// The products P of a block (tap_operands.h) are [image, row operand, column operand, column weight, row
// weight, O]. An output pixel is the sum of P over the products of its row and of its column: first over rows
// for each output row, then over columns for each output column. Backward is the transpose, as sums too: dP
// is the sum of dY over the output rows, then over the output columns, that use it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "framework/graph/rules/tap_operands.h"
#include "framework/primitives/gathered_sums.h"

namespace cae {

class TapSums {
 public:
  // Of as many images at once as fit into a core's cache, up to `most_images`.
  TapSums(const TapAxis& rows, const TapAxis& columns, std::size_t filters, std::size_t most_images);

  std::size_t images_at_once() const { return images_at_once_; }
  std::size_t floats() const { return floats_; }      // of the products of this many images
  std::size_t row_sums() const { return row_sums_; }  // floats of scratch for `sum` and `spread`
  std::size_t output_rows() const { return output_rows_; }
  float* products_of(std::size_t block, float* products) const { return products + blocks_[block].place; }

  // One row of an image's output from the products; start is the bias, or nullptr.
  void sum(const float* products, std::size_t image, std::size_t output_row, const float* start,
           float* row_sums, float* y) const;

  // dP of one image from its dY: that of the row operands [first, end), of all parts in a row.
  std::size_t row_operands() const { return row_places_.size(); }
  void spread(const float* dy, std::size_t image, std::size_t first, std::size_t end, float* row_sums,
              float* products) const;

  // sum[O] += the gradient of the bias, from dY and dP of one image.
  void add_bias_gradient(const float* dy, std::size_t image, const float* products, float* row_sums,
                         float* sum) const;

 private:
  // Lists of terms, one after the other.
  class TermTable {
   public:
    void add(std::size_t offset, float amount, std::uint8_t source = 0) {
      offsets_.push_back(offset);
      sources_.push_back(source);
      amounts_.push_back(amount);
      several_ = several_ || source != 0;
      in_parts_ = in_parts_ || amount != 1.0F;
    }
    void close_list() { first_.push_back(offsets_.size()); }
    TermLists lists() const {
      return {first_.data(), offsets_.data(), several_ ? sources_.data() : nullptr,
              in_parts_ ? amounts_.data() : nullptr, first_.size() - 1};
    }

   private:
    std::vector<std::size_t> first_{0};
    std::vector<std::size_t> offsets_;
    std::vector<std::uint8_t> sources_;
    std::vector<float> amounts_;
    bool several_ = false;
    bool in_parts_ = false;
  };

  struct Block {
    TapBlock shape;
    std::size_t place;        // of its products, in floats
    std::size_t per_image;    // floats
    TermTable column_places;  // spread: for each product of columns, the output columns
  };
  template <class Float>
  Float* image_products(Float* products, std::size_t block, std::size_t image) const {
    return products + blocks_[block].place + image * blocks_[block].per_image;
  }
  void list_output(const TapAxis& rows, const TapAxis& columns);
  void list_gradient(const TapAxis& rows, const TapAxis& columns);
  void find_weight_of_all(const TapAxis& rows, const TapAxis& columns);

  std::size_t filters_;
  std::size_t output_rows_;
  std::size_t output_width_;
  std::vector<AxisPart> row_parts_;
  std::vector<AxisPart> column_parts_;
  std::vector<Block> blocks_;  // in the order of tap_blocks
  std::size_t images_at_once_ = 1;
  std::size_t floats_ = 0;
  std::size_t row_sums_ = 0;
  // sum: of each output row and part of the columns, the products of rows; the source of a term is their
  // part.
  std::vector<TermTable> row_terms_;
  TermTable column_terms_;  // sum: of each output column, the products of columns
  // spread: of each row operand, for each of its weights, the output rows.
  std::vector<TermTable> row_places_;
  struct WeightOfAll {
    std::size_t block, weight;
  };
  std::optional<WeightOfAll> weight_of_all_;  // one whose products add up to one in every output pixel
};

}  // namespace cae
