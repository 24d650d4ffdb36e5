#include "framework/report/original_sheets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace cae {

std::size_t OriginalSheets::sheet_of(const std::string& content, const Thumbnails& like) {
  const auto fits = [&](const Sheet& sheet) {
    return sheet.content == content && sheet.images.width() == like.width() &&
           sheet.images.height() == like.height() && sheet.images.channels() == like.channels();
  };
  const auto found = std::find_if(sheets_.begin(), sheets_.end(), fits);
  if (found != sheets_.end()) return static_cast<std::size_t>(found - sheets_.begin());
  sheets_.push_back({content, like.without_images()});
  return sheets_.size() - 1;
}

std::int64_t OriginalSheets::place_of(std::size_t number_of_sheet, std::uint32_t sample,
                                      const Thumbnails& from, std::int64_t number) {
  Sheet& sheet = sheets_[number_of_sheet];
  const auto known = sheet.places.find(sample);
  if (known != sheet.places.end()) return known->second;
  const std::int64_t bytes = from.width() * from.height() * from.channels();
  if (bytes > left_) return -1;
  left_ -= bytes;
  sheet.images.add(from, number);
  return sheet.places[sample] = sheet.images.count() - 1;
}

nlohmann::json OriginalSheets::sprites() const {
  nlohmann::json list = nlohmann::json::array();
  for (const Sheet& sheet : sheets_) list.push_back(sprite_json(sheet.images));
  return list;
}

}  // namespace cae
