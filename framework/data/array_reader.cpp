#include "framework/data/array_reader.h"

#include <algorithm>
#include <cstring>

#include "framework/base/catalogue/data.h"
#include "framework/data/input_file.h"

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

// The order of an array of at most one dimension says nothing.
bool is_by_columns(const ArrayLayout& layout) {
  return layout.fortran_order && layout.dims.size() > 1;
}

bool lies_in_rows(const ByteStream& stream, const ArrayLayout& layout) {
  return stream.file() != nullptr && !layout.dims.empty() && !is_by_columns(layout);
}

Diagnostic too_large(const ByteStream& stream, const ArrayLayout& layout) {
  return catalogue::data_too_large(stream.name(), dims_text(layout.dims), to_string(layout.type),
                                   max_array_bytes);
}

// f(first, count) for each run of neighbours, in their order.
template <class Visit>
Status visit_runs(std::span<const std::uint32_t> rows, Visit visit) {
  for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
    for (end = first + 1; end < rows.size() && rows[end] == rows[end - 1] + 1;) ++end;
    if (Status status = visit(first, end - first); !status) return status;
  }
  return Done{};
}

}  // namespace

Result<ArrayReader> ArrayReader::open(std::unique_ptr<ByteStream> stream, ArrayLayout layout) {
  // Of a file in rows the size is compared below, and memory is only taken for the rows that are wanted.
  const bool in_rows = lies_in_rows(*stream, layout);
  const std::optional<std::uint64_t> bytes =
      byte_count(layout.dims, layout.type, in_rows ? std::uint64_t{1} << 62 : max_array_bytes);
  if (!bytes) return too_large(*stream, layout);
  if (Status status = stream->check_room(*bytes, layout.what); !status) return status.diagnostics();
  return ArrayReader(std::move(stream), std::move(layout), *bytes);
}

bool ArrayReader::is_in_rows() const {
  return lies_in_rows(*stream_, layout_);
}

std::uint64_t ArrayReader::row_bytes() const {
  return layout_.dims[0] == 0 ? 0 : bytes_ / static_cast<std::uint64_t>(layout_.dims[0]);
}

Result<Array> ArrayReader::rows(std::span<const std::uint32_t> wanted) const {
  const InputFile& file = *stream_->file();
  const std::uint64_t size = row_bytes();
  const auto place = [&](std::size_t i) { return begin_ + size * wanted[i]; };
  Array array{.type = layout_.type, .dims = layout_.dims};
  array.dims[0] = static_cast<std::int64_t>(wanted.size());
  array.bytes.resize(wanted.size() * static_cast<std::size_t>(size));
  // Where the rows are not in memory, the disk then fetches all of them at once.
  (void)visit_runs(wanted, [&](std::size_t first, std::size_t count) -> Status {
    file.announce(place(first), size * count);
    return Done{};
  });
  const Status read = visit_runs(wanted, [&](std::size_t first, std::size_t count) {
    return file.read_at(place(first), std::span(array.bytes).subspan(first * size, count * size));
  });
  // After the reading, so that nothing changed unseen; and first, since a file that was cut is a changed one.
  if (Status same = file.check_unchanged(); !same) return same.diagnostics();
  if (!read) return read.diagnostics();
  if (layout_.big_endian && size_of(array.type) > 1) swap_bytes(array.bytes, size_of(array.type));
  return array;
}

Status ArrayReader::fill(std::span<std::uint8_t> into) {
  return stream_->fill_all(into, layout_.what, begin_, bytes_);
}

Result<ArrayRows> ArrayReader::read(std::int64_t rows) {
  ArrayRows result{.array = {.type = layout_.type, .dims = layout_.dims, .bytes = {}}, .total = 0};
  Array& array = result.array;
  result.total = keep_rows(array.dims, rows);
  const std::optional<std::uint64_t> bytes = byte_count(array.dims, array.type);
  if (!bytes) return too_large(*stream_, layout_);
  array.bytes.resize(static_cast<std::size_t>(*bytes));
  const bool by_columns = is_by_columns(layout_) && !array.bytes.empty();
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
