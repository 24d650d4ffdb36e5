// Images, or what layers give for them, as a file.
#pragma once

#include <span>
#include <string>

#include "framework/base/result.h"
#include "framework/graph/shape.h"
#include "tools/cli/verb.h"

namespace cae::cli {

// -o F.png of such a file.
Option images_option(std::string& path);
// Refuses a path that ends neither in .npy nor in .png, or in .png for a shape that is no image of 1 or 3
// channels.
Status check_image_output(const std::string& path, const Shape& shape);
// `values` are images in H,W,C order. NPY: [N,C,H,W], or [N,units]; PNG: a sheet with `columns` images in a
// row. Prints the path. Throws Failure.
void save_images(const std::string& path, const Shape& shape, std::span<const float> values,
                 std::int64_t columns);

}  // namespace cae::cli
