#include "framework/data/npy.h"

#include "framework/data/array_format.h"

namespace cae {

const ArrayFormat& npy_format() {
  static const ArrayFormat format = {
      .name = "NPY",
      .begins = [](std::string_view start) { return start.starts_with("\x93NUMPY"); },
      .open = open_file<open_npy>};
  return format;
}

}  // namespace cae
