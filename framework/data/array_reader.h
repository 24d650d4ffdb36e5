// An array of a file whose header has been read and checked, and whose elements have not been read yet.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/array.h"
#include "framework/data/byte_stream.h"

namespace cae {

// The layout of the elements in the file.
struct ArrayLayout {
  DataType type = DataType::u8;
  std::vector<std::int64_t> dims = {};
  bool fortran_order = false;  // the first dimension varies fastest
  bool big_endian = false;
  std::string what = {};  // the elements' name in a diagnostic: "the NPY data"
};

class ArrayReader {
 public:
  // `stream` is at the first element. Checks the sizes against it before any memory is allocated: E404 to
  // E406. Arrays in rows may be larger than memory; of others there is a limit (max_array_bytes).
  static Result<ArrayReader> open(std::unique_ptr<ByteStream> stream, ArrayLayout layout);

  // Whether its rows can be read alone, in any order: it lies in a file as it is, row after row.
  bool is_in_rows() const;
  // These rows, as `read` gives them. May be called again, and from several threads. The file must be as it
  // was when it was opened: E476.
  Result<Array> rows(std::span<const std::uint32_t> wanted) const;

  const std::string& file() const { return stream_->name(); }
  DataType type() const { return layout_.type; }
  const std::vector<std::int64_t>& dims() const { return layout_.dims; }

  // The first `rows` of the first dimension, 0 for all, in C order and this machine's bytes; called once.
  // What follows is neither unpacked nor kept. In Fortran order a row is spread over the whole file; then
  // everything is unpacked, and only these rows are kept.
  Result<ArrayRows> read(std::int64_t rows);

 private:
  ArrayReader(std::unique_ptr<ByteStream> stream, ArrayLayout layout, std::uint64_t bytes)
      : stream_(std::move(stream)), layout_(std::move(layout)), bytes_(bytes), begin_(stream_->position()) {}

  Status fill(std::span<std::uint8_t> into);
  std::uint64_t row_bytes() const;
  Status read_columns(Array& array, std::int64_t total);

  std::unique_ptr<ByteStream> stream_;
  ArrayLayout layout_;
  std::uint64_t bytes_;
  std::uint64_t begin_;
};

// A file that holds one array, whose form `open` reads from its start. The second argument is that of
// ArrayFormat::open, which has no meaning here.
template <Result<ArrayReader> (*open)(std::unique_ptr<ByteStream>)>
Result<ArrayReader> open_file(const std::string& path, const std::string& = {}) {
  Result<std::unique_ptr<ByteStream>> stream = open_byte_stream(path);
  if (!stream) return stream.diagnostics();
  return open(std::move(*stream));
}

}  // namespace cae
