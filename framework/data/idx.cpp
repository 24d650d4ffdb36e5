#include "framework/data/idx.h"

#include <array>
#include <optional>

#include "framework/base/catalogue/data.h"

namespace cae {
namespace {

constexpr std::size_t most_idx_dims = 4;
constexpr std::string_view idx_header = "the IDX header";

std::optional<DataType> type_of(std::uint8_t code) {
  switch (code) {
    case 0x08:
      return DataType::u8;
    case 0x09:
      return DataType::i8;
    case 0x0B:
      return DataType::i16;
    case 0x0C:
      return DataType::i32;
    case 0x0D:
      return DataType::f32;
    case 0x0E:
      return DataType::f64;
    default:
      return std::nullopt;
  }
}

}  // namespace

Result<ArrayReader> open_idx(std::unique_ptr<ByteStream> stream) {
  std::array<std::uint8_t, 4> magic = {};
  if (Status status = stream->fill_all(magic, idx_header, 0, magic.size()); !status)
    return status.diagnostics();
  const std::size_t rank = magic[3];
  if (magic[0] != 0 || magic[1] != 0 || rank < 1 || rank > most_idx_dims)
    return catalogue::idx_header(stream->name());
  const std::optional<DataType> type = type_of(magic[2]);
  if (!type) return catalogue::idx_type(stream->name(), magic[2]);
  std::array<std::uint8_t, 4 * most_idx_dims> sizes = {};
  const std::span<std::uint8_t> used = std::span(sizes).first(4 * rank);
  if (Status status = stream->fill_all(used, idx_header, 0, magic.size() + used.size()); !status)
    return status.diagnostics();
  std::vector<std::int64_t> dims(rank);
  for (std::size_t i = 0; i < used.size(); ++i) dims[i / 4] = dims[i / 4] << 8 | used[i];
  return ArrayReader::open(
      std::move(stream),
      {.type = *type, .dims = std::move(dims), .big_endian = true, .what = "the IDX data"});
}

Result<ArrayRows> read_idx(const std::string& path, std::int64_t rows) {
  Result<ArrayReader> reader = open_file<open_idx>(path);
  if (!reader) return reader.diagnostics();
  return reader->read(rows);
}

}  // namespace cae
