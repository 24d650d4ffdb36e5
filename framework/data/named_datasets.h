// Datasets known by name: where their files lie and what their classes are called.
#pragma once

#include <string>
#include <vector>

#include "framework/base/diagnostic.h"
#include "framework/data/npz_choice.h"

namespace cae {

// Files with images and their labels; the format of each is found from its content.
struct DataSource {
  std::string images = {};  // path, of an NPZ file perhaps with "#" and the name of an array
  std::string labels = {};  // the same, or "" for none
  Place place = {};         // where the experiment says so
};

struct NamedDataset {
  std::string name;                             // "fashion-mnist"
  DataSource (*source)(DataPart part);          // its files, whether they are there or not
  std::vector<std::string> class_names;         // by label
  Diagnostic (*absent)(std::string_view file);  // what to tell where one of them is not there
};

const std::vector<NamedDataset>& named_datasets();
std::vector<std::string> dataset_names();
const NamedDataset* find_dataset(const std::string& name);  // nullptr for none

}  // namespace cae
