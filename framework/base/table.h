// The tables and pictures that extractors and analyses exchange.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "framework/base/image_set.h"

namespace cae {

// Where the rows of a table come from.
struct TableOrigin {
  ImageSet from = ImageSet::test;                   // the dataset that `samples` counts in
  std::size_t channels = 0, height = 0, width = 0;  // of the layer whose output a row is, C,H,W; else 0

  std::size_t elements() const { return channels * height * width; }
};

// Row-major numbers with named columns; one row an image where `labels` is not empty.
struct Table {
  std::string name;                   // "latent-code"
  std::vector<std::string> columns;   // one name a column
  std::vector<double> values;         // rows() x columns.size(), row-major
  std::vector<std::int64_t> samples;  // the dataset index of each row; empty where rows are not images
  std::vector<std::int64_t> labels;   // the class of each row; empty if there is none
  TableOrigin origin = {};

  std::size_t rows() const { return columns.empty() ? 0 : values.size() / columns.size(); }
};

// Images as floats in [0,1], NCHW.
struct ImageBatch {
  std::int64_t count = 0, channels = 0, height = 0, width = 0;
  std::vector<float> pixels;
};

}  // namespace cae
