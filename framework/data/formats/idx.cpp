#include "framework/data/idx.h"

#include "framework/data/array_format.h"

namespace cae {

const ArrayFormat& idx_format() {
  static const ArrayFormat format = {
      .name = "IDX",
      .begins = [](std::string_view start) { return start.starts_with(std::string_view("\0\0", 2)); },
      .open = open_file<open_idx>};
  return format;
}

}  // namespace cae
