#include "framework/data/array_reader.h"

#include <algorithm>
#include <cstring>

#include "framework/base/catalogue/data.h"

namespace cae {
namespace {

void swap_bytes(std::vector<std::uint8_t>& bytes, std::size_t element) {
  for (auto at = bytes.begin(); at != bytes.end(); at += static_cast<std::ptrdiff_t>(element)) {
    std::reverse(at, at + static_cast<std::ptrdiff_t>(element));
  }
}

// Where the columns of an array in Fortran order (all elements of one place in a row) belong in a row of C
// order, one after another.
class ColumnPlaces {
 public:
  explicit ColumnPlaces(const std::vector<std::int64_t>& dims)
      : dims_(dims.begin() + 1, dims.end()), index_(dims_.size()), steps_(dims_.size()) {
    std::int64_t step = 1;
    for (std::size_t i = dims_.size(); i-- > 0; step *= dims_[i]) steps_[i] = step;
  }

  std::int64_t next() {
    const std::int64_t place = place_;
    for (std::size_t i = 0; i < dims_.size(); ++i) {
      place_ += steps_[i];
      if (++index_[i] < dims_[i]) break;
      place_ -= dims_[i] * steps_[i];
      index_[i] = 0;
    }
    return place;
  }

 private:
  std::vector<std::int64_t> dims_, index_, steps_;
  std::int64_t place_ = 0;
};

}  // namespace

Result<ArrayReader> ArrayReader::open(std::unique_ptr<ByteStream> stream, ArrayLayout layout) {
  const std::optional<std::uint64_t> bytes = byte_count(layout.dims, layout.type);
  if (!bytes) {
    return catalogue::data_too_large(stream->name(), dims_text(layout.dims), to_string(layout.type),
                                     max_array_bytes);
  }
  if (Status status = stream->check_room(*bytes, layout.what); !status) return status.diagnostics();
  return ArrayReader(std::move(stream), std::move(layout), *bytes);
}

Status ArrayReader::fill(std::span<std::uint8_t> into) {
  return stream_->fill_all(into, layout_.what, begin_, bytes_);
}

Result<ArrayRows> ArrayReader::read(std::int64_t rows) {
  ArrayRows result{.array = {.type = layout_.type, .dims = layout_.dims, .bytes = {}}, .total = 0};
  Array& array = result.array;
  result.total = keep_rows(array.dims, rows);
  array.bytes.resize(static_cast<std::size_t>(byte_count(array.dims, array.type).value()));
  // The order of an array of at most one dimension says nothing.
  const bool by_columns = layout_.fortran_order && array.dims.size() > 1 && !array.bytes.empty();
  const Status filled = by_columns ? read_columns(array, result.total) : fill(array.bytes);
  if (!filled) return filled.diagnostics();
  if (by_columns || array.bytes.size() == bytes_) {
    if (Status status = stream_->check_end(bytes_, layout_.what); !status) return status.diagnostics();
  }
  if (layout_.big_endian && size_of(array.type) > 1) swap_bytes(array.bytes, size_of(array.type));
  return result;
}

Status ArrayReader::read_columns(Array& array, std::int64_t total) {
  const std::size_t element = size_of(array.type);
  const auto rows = static_cast<std::size_t>(array.dims[0]);
  const std::size_t row_elements = array.bytes.size() / element / rows;
  const std::uint64_t column_bytes = static_cast<std::uint64_t>(total) * element;
  constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 20;
  // Several short columns are read at once, and of a long one the first rows alone.
  const auto at_once = static_cast<std::size_t>(std::max<std::uint64_t>(piece_bytes / column_bytes, 1));
  const std::uint64_t taken = at_once > 1 ? column_bytes : rows * element;
  std::vector<std::uint8_t> piece(static_cast<std::size_t>(taken) * std::min(at_once, row_elements));
  ColumnPlaces places(array.dims);
  for (std::size_t column = 0; column < row_elements; column += at_once) {
    const std::size_t columns = std::min(at_once, row_elements - column);
    if (Status status = fill(std::span(piece).first(static_cast<std::size_t>(taken) * columns)); !status) {
      return status;
    }
    if (Status status = stream_->skip(column_bytes - taken); !status) return status;
    for (std::size_t i = 0; i < columns; ++i) {
      const std::uint8_t* from = piece.data() + i * taken;
      std::uint8_t* to = array.bytes.data() + static_cast<std::size_t>(places.next()) * element;
      for (std::size_t row = 0; row < rows; ++row) {
        std::memcpy(to + row * row_elements * element, from + row * element, element);
      }
    }
  }
  return Done{};
}

}  // namespace cae
