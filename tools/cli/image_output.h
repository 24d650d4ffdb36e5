// Images, or what layers give for them, as a file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/graph/shape.h"
#include "tools/cli/verb.h"

namespace cae::cli {

struct ImageOutput {
  std::string path = {};
  std::string usual = "png";  // the format on standard output
  bool dark = false;          // a sheet on dark paper
};

// What a sheet says of its images.
struct ImageTexts {
  std::string title = {};
  std::vector<std::string> notes = {};
  std::vector<std::string> captions = {};  // one below each image, or none
};

// -o F.png of such a file.
Option images_option(std::string& path);
// Refuses a path that ends in none of .npy, .png and .svg, and a picture of a shape that is no image of 1 or
// 3 channels.
Status check_image_output(const ImageOutput& to, const Shape& shape);
// Whether the numbers are written, and no sheet.
bool writes_numbers(const ImageOutput& to);
// `values` are images in H,W,C order. NPY: [N,C,H,W], or [N,units]; PNG and SVG: a sheet with `columns`
// images in a row. Prints the path. Throws Failure.
void save_images(const ImageOutput& to, const Shape& shape, std::span<const float> values,
                 const ImageTexts& texts, std::int64_t columns = 10);

}  // namespace cae::cli
