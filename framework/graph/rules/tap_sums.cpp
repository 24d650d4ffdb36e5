#include "framework/graph/rules/tap_sums.h"

#include <algorithm>

#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// For each source row (or column) and tap: the places of the output that read it, at [source * taps + tap].
std::vector<std::vector<std::size_t>> readers_of(const TapAxis& axis) {
  std::vector<std::vector<std::size_t>> readers(axis.sources * axis.taps);
  for (std::size_t place = 0; place < axis.places.size(); ++place) {
    for (const Tap& tap : axis.places[place]) readers[tap.source * axis.taps + tap.tap].push_back(place);
  }
  return readers;
}

// A tap that reaches every place, if there is one.
std::optional<std::size_t> tap_of_all(const TapAxis& axis) {
  std::vector<std::size_t> uses(axis.taps, 0);
  for (const std::vector<Tap>& place : axis.places) {
    for (const Tap& tap : place) ++uses[tap.tap];
  }
  const auto found = std::find(uses.begin(), uses.end(), axis.places.size());
  if (found == uses.end()) return std::nullopt;
  return static_cast<std::size_t>(found - uses.begin());
}

}  // namespace

TapAxis repeated_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel, const Axis& axis) {
  TapAxis result{.sources = size_of(sources), .taps = size_of(kernel), .places = {}};
  for (std::int64_t place = 0; place < axis.output; ++place) {
    std::vector<Tap>& taps = result.places.emplace_back();
    for (std::int64_t tap = 0; tap < kernel; ++tap) {
      const std::int64_t repeated = place + tap - axis.padding.before;
      if (repeated >= 0 && repeated < sources * factor)
        taps.push_back({size_of(tap), size_of(repeated / factor)});
    }
  }
  return result;
}

TapAxis transposed_axis(std::int64_t sources, std::int64_t stride, std::int64_t kernel, const Axis& axis) {
  TapAxis result{.sources = size_of(sources), .taps = size_of(kernel), .places = {}};
  for (std::int64_t place = 0; place < axis.output; ++place) {
    std::vector<Tap>& taps = result.places.emplace_back();
    for (std::int64_t tap = 0; tap < kernel; ++tap) {
      const std::int64_t spread = place + axis.padding.before - tap;
      if (spread >= 0 && spread % stride == 0 && spread / stride < sources)
        taps.push_back({size_of(tap), size_of(spread / stride)});
    }
  }
  return result;
}

TapSums::TapSums(const TapAxis& rows, const TapAxis& columns, std::size_t filters)
    : in_height_(rows.sources),
      in_width_(columns.sources),
      out_width_(columns.places.size()),
      kernel_height_(rows.taps),
      kernel_width_(columns.taps),
      filters_(filters),
      taps_(kernel_width_ * kernel_height_ * filters) {
  for (const std::vector<Tap>& row : rows.places) {
    TermTable& table = output_rows_.emplace_back();
    for (const Tap& tap : row) table.add(tap.source * in_width_ * taps_ + tap.tap * filters_);
    table.close_list();
  }
  for (const std::vector<Tap>& column : columns.places) {
    for (const Tap& tap : column) output_columns_.add((tap.source * kernel_width_ + tap.tap) * filters_);
    output_columns_.close_list();
  }

  const auto row_readers = readers_of(rows);
  for (std::size_t source = 0; source < in_height_; ++source) {
    TermTable& table = source_rows_.emplace_back();
    for (std::size_t u = 0; u < kernel_height_; ++u) {
      for (const std::size_t row : row_readers[source * kernel_height_ + u])
        table.add(row * out_width_ * filters_);
      table.close_list();
    }
  }
  for (const std::vector<std::size_t>& readers : readers_of(columns)) {
    for (const std::size_t column : readers) source_columns_.add(column * kernel_height_ * filters_);
    source_columns_.close_list();
  }

  const auto u = tap_of_all(rows);
  const auto v = tap_of_all(columns);
  if (u && v) tap_of_all_ = (*v * kernel_height_ + *u) * filters_;
}

// Forward [w, kw, O], backward [output width, kh, O].
std::size_t TapSums::row_sums() const {
  return std::max(in_width_ * kernel_width_, out_width_ * kernel_height_) * filters_;
}

void TapSums::sum(const float* products, std::size_t output_row, const float* start, float* row_sums,
                  float* y) const {
  const GatheredSums& sums = gathered_sums();
  sums.gather(output_rows_[output_row].lists(), products, kernel_height_ * filters_,
              in_width_ * kernel_width_, nullptr, filters_, row_sums);
  sums.gather(output_columns_.lists(), row_sums, 0, 1, start, filters_, y);
}

void TapSums::spread(const float* dy, float* row_sums, float* products) const {
  const GatheredSums& sums = gathered_sums();
  for (const TermTable& rows : source_rows_) {
    sums.gather(rows.lists(), dy, filters_, out_width_, nullptr, filters_, row_sums);
    sums.gather(source_columns_.lists(), row_sums, 0, 1, nullptr, kernel_height_ * filters_, products);
    products += in_width_ * taps_;
  }
}

void TapSums::add_bias_gradient(const float* dy, const float* products, float* row_sums, float* sum) const {
  // Every output pixel went into exactly one of the products of such a tap, and there are fewer of them.
  if (tap_of_all_) {
    gathered_sums().strided_column_sums(products + *tap_of_all_, in_height_ * in_width_, taps_, filters_,
                                        row_sums);
  } else {
    gathered_sums().strided_column_sums(dy, output_rows_.size() * out_width_, filters_, filters_, row_sums);
  }
  vector_kernels().add(sum, row_sums, filters_);
}

}  // namespace cae
