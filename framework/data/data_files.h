// Which files an experiment's data come from.
#pragma once

#include <string>
#include <vector>

#include "framework/data/data_config.h"

namespace cae {

struct DataFile {
  std::string role = {};   // "training images", "training labels", "test images", "test labels"
  std::string path = {};   // a file, or a folder of PNG files
  std::string array = {};  // the array of an NPZ file that was chosen; "" for none
};

// All of them, whether they are there or not; a dataset known by name gives its own.
std::vector<DataFile> data_files(const DataConfig& config);

}  // namespace cae
