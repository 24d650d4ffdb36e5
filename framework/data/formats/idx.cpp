#include "framework/data/idx.h"

#include "framework/data/array_format.h"

namespace cae {

const ArrayFormat& idx_format() {
  static const ArrayFormat format = {
      .name = "IDX",
      .begins = [](std::string_view start) { return start.starts_with(std::string_view("\0\0", 2)); },
      .open = [](const std::string& path, const std::string&) -> Result<ArrayReader> {
        Result<std::unique_ptr<ByteStream>> stream = open_byte_stream(path);
        if (!stream) return stream.diagnostics();
        return open_idx(std::move(*stream));
      }};
  return format;
}

}  // namespace cae
