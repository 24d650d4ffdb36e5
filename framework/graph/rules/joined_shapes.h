// What layers say that join several shapes which must be equal.
#pragma once

#include <string>

#include "framework/graph/shape.h"

namespace cae {

// "'crop bottom=1 right=1'": a layer of this kind, crop or zeropad, that takes away or adds `rows` and
// `columns`, none of them negative; what is odd at the end.
std::string layer_of_sides(const std::string& kind, std::int64_t rows, std::int64_t columns);

// The layers that would make `from` the shape `to`, to go on after "put ": "'crop bottom=1 right=1'"; ""
// where none does so by itself.
std::string layers_between(const Shape& from, const Shape& to);

}  // namespace cae
