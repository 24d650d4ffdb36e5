#include "framework/graph/rules/tap_sums.h"

#include <algorithm>
#include <cmath>

#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// Products of this many bytes stay in a core's cache from the matrix product to the sums.
constexpr std::size_t cached_bytes = 512 * 1024;

// The number of the first product of a part.
std::size_t first_product(const TapAxis& axis, std::size_t part) {
  std::size_t first = 0;
  for (std::size_t before = 0; before < part; ++before) first += axis.parts[before].products();
  return first;
}

std::size_t count_products(const TapAxis& axis) {
  return first_product(axis, axis.parts.size());
}

// A place of the output, and how much of a product goes there.
struct Use {
  std::size_t place;
  float amount;
};

std::vector<std::vector<Use>> uses_of_products(const TapAxis& axis) {
  std::vector<std::vector<Use>> uses(count_products(axis));
  for (std::size_t place = 0; place < axis.places.size(); ++place) {
    for (const Share& share : axis.places[place]) uses[share.product].push_back({place, share.amount});
  }
  return uses;
}

struct Product {
  std::size_t part, operand, weight;
};

Product product_of(const TapAxis& axis, std::size_t number) {
  std::size_t part = 0;
  for (; number >= axis.parts[part].products(); ++part) number -= axis.parts[part].products();
  return {part, number / axis.parts[part].weights, number % axis.parts[part].weights};
}

// A part and a weight of it whose products add up to one in every place, if there is one. (Never to more: a
// tap, or a boundary with this many taps before it, is in a window once.)
std::optional<Product> weight_of_all(const TapAxis& axis) {
  const auto wanted = static_cast<double>(axis.places.size());
  for (std::size_t part = 0; part < axis.parts.size(); ++part) {
    std::vector<double> uses(axis.parts[part].weights, 0.0);
    for (const std::vector<Share>& place : axis.places) {
      for (const Share& share : place) {
        const Product product = product_of(axis, share.product);
        if (product.part == part) uses[product.weight] += static_cast<double>(share.amount);
      }
    }
    for (std::size_t weight = 0; weight < uses.size(); ++weight) {
      if (std::abs(uses[weight] - wanted) < 1e-3) return Product{part, 0, weight};
    }
  }
  return std::nullopt;
}

}  // namespace

TapSums::TapSums(const TapAxis& rows, const TapAxis& columns, std::size_t filters, std::size_t most_images)
    : filters_(filters),
      output_rows_(rows.places.size()),
      output_width_(columns.places.size()),
      row_parts_(rows.parts),
      column_parts_(columns.parts) {
  std::size_t image_floats = 0;
  for (const TapBlock& block : tap_blocks(rows, columns))
    image_floats += block.operands() * block.weights() * filters;
  images_at_once_ = std::clamp<std::size_t>(cached_bytes / carved<float>(image_floats), 1, most_images);

  for (const TapBlock& block : tap_blocks(rows, columns)) {
    const std::size_t per_image = block.operands() * block.weights() * filters;
    blocks_.push_back({.shape = block, .place = floats_, .per_image = per_image, .column_places = {}});
    floats_ += images_at_once_ * per_image;
  }
  list_output(rows, columns);
  list_gradient(rows, columns);
  find_weight_of_all(rows, columns);
}

void TapSums::list_output(const TapAxis& rows, const TapAxis& columns) {
  for (const std::vector<Share>& place : rows.places) {
    for (const AxisPart& column_part : columns.parts) {
      TermTable& table = row_terms_.emplace_back();
      for (const Share& share : place) {
        const Product at = product_of(rows, share.product);
        const std::size_t weights = rows.parts[at.part].weights;
        table.add((at.operand * column_part.products() * weights + at.weight) * filters_, share.amount,
                  static_cast<std::uint8_t>(at.part));
      }
      table.close_list();
    }
  }
  for (const std::vector<Share>& place : columns.places) {
    for (const Share& share : place) column_terms_.add(share.product * filters_, share.amount);
    column_terms_.close_list();
  }
  row_sums_ = count_products(columns) * filters_;
}

void TapSums::list_gradient(const TapAxis& rows, const TapAxis& columns) {
  const auto row_uses = uses_of_products(rows);
  std::size_t product = 0;
  for (const AxisPart& part : rows.parts) {
    for (std::size_t operand = 0; operand < part.count; ++operand) {
      TermTable& table = row_places_.emplace_back();
      for (std::size_t weight = 0; weight < part.weights; ++weight) {
        for (const Use& use : row_uses[product]) table.add(use.place * output_width_ * filters_, use.amount);
        table.close_list();
        ++product;
      }
    }
    row_sums_ = std::max(row_sums_, output_width_ * part.weights * filters_);
  }
  const auto column_uses = uses_of_products(columns);
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    Block& block = blocks_[b];
    const std::size_t first = first_product(columns, b % columns.parts.size());
    for (std::size_t p = 0; p < block.shape.columns.products(); ++p) {
      for (const Use& use : column_uses[first + p])
        block.column_places.add(use.place * block.shape.rows.weights * filters_, use.amount);
      block.column_places.close_list();
    }
  }
}

void TapSums::find_weight_of_all(const TapAxis& rows, const TapAxis& columns) {
  const auto row = weight_of_all(rows);
  const auto column = weight_of_all(columns);
  if (!row || !column) return;
  weight_of_all_ = WeightOfAll{row->part * columns.parts.size() + column->part,
                               column->weight * rows.parts[row->part].weights + row->weight};
}

void TapSums::sum(const float* products, std::size_t image, std::size_t output_row, const float* start,
                  float* row_sums, float* y) const {
  const GatheredSums& sums = gathered_sums();
  const std::size_t column_parts = column_parts_.size();
  float* row_sum = row_sums;
  for (std::size_t c = 0; c < column_parts; ++c) {
    TermSource sources[most_parts];
    for (std::size_t r = 0; r < row_parts_.size(); ++r)
      sources[r] = {image_products(products, r * column_parts + c, image), row_parts_[r].weights * filters_};
    const std::size_t row_products = column_parts_[c].products();
    sums.gather(row_terms_[output_row * column_parts + c].lists(), sources, row_products, nullptr, filters_,
                row_sum);
    row_sum += row_products * filters_;
  }
  const TermSource source{row_sums, 0};
  sums.gather(column_terms_.lists(), &source, 1, start, filters_, y);
}

void TapSums::spread(const float* dy, std::size_t image, std::size_t first, std::size_t end, float* row_sums,
                     float* products) const {
  const GatheredSums& sums = gathered_sums();
  const TermSource gradient{dy, filters_};
  const TermSource rows{row_sums, 0};
  std::size_t row = 0;
  for (std::size_t r = 0; r < row_parts_.size(); ++r) {
    const AxisPart& part = row_parts_[r];
    const std::size_t width = part.weights * filters_;
    for (std::size_t operand = 0; operand < part.count; ++operand, ++row) {
      if (row < first || row >= end) continue;
      sums.gather(row_places_[row].lists(), &gradient, output_width_, nullptr, filters_, row_sums);
      for (std::size_t c = 0; c < column_parts_.size(); ++c) {
        const std::size_t block = r * column_parts_.size() + c;
        sums.gather(blocks_[block].column_places.lists(), &rows, 1, nullptr, width,
                    image_products(products, block, image) + operand * column_parts_[c].products() * width);
      }
    }
  }
}

void TapSums::add_bias_gradient(const float* dy, std::size_t image, const float* products, float* row_sums,
                                float* sum) const {
  // There are fewer products of that weight than output pixels, which they add up to.
  if (weight_of_all_) {
    const TapBlock& block = blocks_[weight_of_all_->block].shape;
    gathered_sums().strided_column_sums(
        image_products(products, weight_of_all_->block, image) + weight_of_all_->weight * filters_,
        block.operands(), block.weights() * filters_, filters_, row_sums);
  } else {
    gathered_sums().strided_column_sums(dy, output_rows_ * output_width_, filters_, filters_, row_sums);
  }
  vector_kernels().add(sum, row_sums, filters_);
}

}  // namespace cae
