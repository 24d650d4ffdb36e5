#include "framework/data/array_format.h"

#include <array>
#include <memory>

#include "framework/data/byte_stream.h"
#include "framework/data/input_file.h"

namespace cae {

void list_array_formats(std::vector<const ArrayFormat*>& list);  // made by the build: formats/list.cmake

const std::vector<const ArrayFormat*>& array_formats() {
  // Never destroyed: a plugin may call exit while another thread reads images.
  static const auto& formats = *new std::vector<const ArrayFormat*>([] {
    std::vector<const ArrayFormat*> list;
    list_array_formats(list);
    return list;
  }());
  return formats;
}

Result<const ArrayFormat*> format_of(const std::string& path) {
  const Result<std::unique_ptr<ByteStream>> stream = open_byte_stream(path);
  if (!stream) return stream.diagnostics();
  std::array<std::uint8_t, 6> bytes = {};
  const Result<std::size_t> filled = (*stream)->fill(bytes);
  if (!filled) return filled.diagnostics();
  const std::string_view start(reinterpret_cast<const char*>(bytes.data()), *filled);
  for (const ArrayFormat* format : array_formats()) {
    if (!format->begins(start)) continue;
    if (format->may_be_gzipped) return format;
    const Result<InputFile> file = InputFile::open(path);
    if (!file) return file.diagnostics();
    const Result<std::string> packed = file->read_some(0, start.size());
    if (!packed) return packed.diagnostics();
    if (*packed == start) return format;
  }
  return static_cast<const ArrayFormat*>(nullptr);
}

}  // namespace cae
