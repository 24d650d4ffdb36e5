#include "framework/data/npy.h"

#include "framework/data/array_format.h"

namespace cae {

const ArrayFormat& npy_format() {
  static const ArrayFormat format = {
      .name = "NPY",
      .begins = [](std::string_view start) { return start.starts_with("\x93NUMPY"); },
      .open = [](const std::string& path, const std::string&) -> Result<ArrayReader> {
        Result<std::unique_ptr<ByteStream>> stream = open_byte_stream(path);
        if (!stream) return stream.diagnostics();
        return open_npy(std::move(*stream));
      }};
  return format;
}

}  // namespace cae
