#include "framework/run/resolved_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace cae {
namespace {

using nlohmann::json;

json field_value(const Key& key, RunConfig& run) {
  return std::visit(
      [&](auto field) -> json {
        if constexpr (std::is_same_v<decltype(field), std::monostate>) {
          return nullptr;
        } else if constexpr (std::is_same_v<decltype(field), WordField>) {
          return field.word();
        } else if constexpr (std::is_same_v<decltype(field), double*>) {
          const bool is_count = key.type == KeyType::amount && (*field == 0.0 || *field >= 1.0);
          return is_count ? json(static_cast<std::int64_t>(*field)) : json(*field);
        } else {
          return *field;
        }
      },
      key.field(run));
}

json plugins(const std::vector<PluginUse>& uses) {
  json list = json::array();
  for (const PluginUse& use : uses) {
    json entry = {{"plugin", use.plugin}};
    for (const Setting& setting : use.settings) {
      entry[setting.name] = std::visit([](const auto& value) -> json { return value; }, setting.value);
    }
    if (!use.as.empty()) entry["as"] = use.as;
    if (!use.weights.empty()) entry["weights"] = use.weights;
    if (use.on != ChangedImages::inputs) entry["on"] = word_of(use.on);
    list.push_back(std::move(entry));
  }
  return list;
}

json section_values(const Section& section, RunConfig& run) {
  json values = json::object();
  const Key* kind = section.find("kind");
  const std::string chosen = kind == nullptr ? "" : std::get<WordField>(kind->field(run)).word();
  for (const Key& key : section.keys) {
    const bool of_kind =
        key.kinds.empty() || std::find(key.kinds.begin(), key.kinds.end(), chosen) != key.kinds.end();
    if (key.section != nullptr) {
      values[key.name] = section_values(*key.section, run);
    } else if (key.field && of_kind) {
      values[key.name] = field_value(key, run);
    }
  }
  return values;
}

}  // namespace

std::string resolved_json(const RunConfig& run) {
  RunConfig copy = run;
  json values = section_values(run_keys(), copy);
  values["variant"] = run.variant;
  values["augment"] = plugins(run.augment);
  values["analyse"] = plugins(run.analyse);
  values["set"] = json::object();
  for (const auto& [name, value] : run.parameters) values["set"][name] = value;
  return values.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string recorded_settings(const RunConfig& run, const std::string& options) {
  json settings = json::parse(resolved_json(run));
  if (const json given = json::parse(options); !given.empty()) settings["options"] = given;
  return settings.dump();
}

}  // namespace cae
