#include "framework/data/npz.h"

#include "framework/data/array_format.h"

namespace cae {

const ArrayFormat& npz_format() {
  static const ArrayFormat format = {.name = "NPZ",
                                     .begins = [](std::string_view start) { return start.starts_with("PK"); },
                                     .may_be_gzipped = false,
                                     .open = open_npz,
                                     .arrays = npz_names,
                                     .contents = npz_contents};
  return format;
}

}  // namespace cae
