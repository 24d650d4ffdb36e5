// The formats of files with arrays, images or labels. framework/data/formats/ has a file for each, which the
// build finds; a format is known by how a file begins, not by its name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/array_reader.h"

namespace cae {

struct ArrayFormat {
  std::string_view name;                   // "NPY"
  bool (*begins)(std::string_view start);  // whether files begin so: their first bytes, unpacked
  bool may_be_gzipped = true;
  // The array of the file; of one with several, the one of that name.
  Result<ArrayReader> (*open)(const std::string& path, const std::string& array) = nullptr;
  // The names of its arrays, and what it holds, for a person; nullptr for formats of one array.
  Result<std::vector<std::string>> (*arrays)(const std::string& path) = nullptr;
  std::string (*contents)(const std::string& path) = nullptr;

  bool holds_several() const { return arrays != nullptr; }
};

const std::vector<const ArrayFormat*>& array_formats();

// That of a file; nullptr where none of them begins so.
Result<const ArrayFormat*> format_of(const std::string& path);

}  // namespace cae
