// The images behind the points of all runs, each of them once: runs of the same data share them.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "framework/report/thumbnails.h"

namespace cae {

class OriginalSheets {
 public:
  explicit OriginalSheets(std::int64_t most_bytes) : left_(most_bytes) {}

  // The sheet for images of this content and size.
  std::size_t sheet_of(const std::string& content, const Thumbnails& like);
  // The place in the sheet of a sample, which is added where it is not there yet; -1 where the page is full.
  std::int64_t place_of(std::size_t sheet, std::uint32_t sample, const Thumbnails& from, std::int64_t number);

  // One sprite a sheet.
  nlohmann::json sprites() const;

 private:
  struct Sheet {
    std::string content;
    Thumbnails images;
    std::map<std::uint32_t, std::int64_t> places = {};  // by sample
  };
  std::vector<Sheet> sheets_;
  std::int64_t left_;
};

}  // namespace cae
