#include "framework/run/flat_settings.h"

#include <nlohmann/json.hpp>

#include "framework/base/exact_text.h"

namespace cae {
namespace {

using nlohmann::ordered_json;

void flatten(const ordered_json& value, const std::string& key,
             std::vector<std::pair<std::string, std::string>>& flat) {
  if (value.is_structured() && !value.empty()) {
    for (const auto& item : value.items())
      flatten(item.value(), key.empty() ? item.key() : key + "." + item.key(), flat);
    return;
  }
  const auto replace = ordered_json::error_handler_t::replace;
  flat.emplace_back(key, value.is_string()         ? value.get<std::string>()
                         : value.is_number_float() ? exact_text(value.get<double>())
                                                   : value.dump(-1, ' ', false, replace));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> flat_settings(const std::string& configuration) {
  std::vector<std::pair<std::string, std::string>> flat;
  const ordered_json parsed = ordered_json::parse(configuration, nullptr, false);
  if (parsed.is_object()) flatten(parsed, "", flat);
  return flat;
}

}  // namespace cae
