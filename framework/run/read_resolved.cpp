#include "framework/run/read_resolved.h"

#include <nlohmann/json.hpp>

#include "framework/run/setting_value.h"

namespace cae {
namespace {

using nlohmann::json;

struct UnknownWord {};

void read_field(const Key& key, const json& value, RunConfig& run) {
  std::visit(
      [&](auto field) {
        if constexpr (std::is_same_v<decltype(field), WordField>) {
          if (!field.set(value.get<std::string>())) throw UnknownWord{};
        } else if constexpr (!std::is_same_v<decltype(field), std::monostate>) {
          value.get_to(*field);
        }
      },
      key.field(run));
}

void read_section(const Section& section, const json& values, RunConfig& run) {
  for (const Key& key : section.keys) {
    const auto found = values.find(key.name);
    if (found == values.end() || found->is_null()) continue;
    if (key.section != nullptr) {
      read_section(*key.section, *found, run);
    } else if (key.field) {
      read_field(key, *found, run);
    }
  }
}

std::vector<PluginUse> read_uses(const json& list) {
  std::vector<PluginUse> uses;
  for (const json& entry : list) {
    PluginUse use{.plugin = entry.at("plugin").get<std::string>()};
    for (const auto& [name, value] : entry.items()) {
      if (name != "plugin") use.settings.push_back({.name = name, .value = setting_value(value)});
    }
    uses.push_back(std::move(use));
  }
  return uses;
}

}  // namespace

std::optional<RunConfig> read_resolved(const std::string& text) {
  try {
    const json values = json::parse(text);
    if (!values.is_object()) return std::nullopt;
    RunConfig run;
    read_section(run_keys(), values, run);
    run.variant = values.at("variant").get<std::string>();
    run.augment = read_uses(values.at("augment"));
    run.analyse = read_uses(values.at("analyse"));
    for (const auto& [name, value] : values.at("set").items())
      run.parameters.emplace_back(name, value.get<double>());
    return run;
  } catch (const json::exception&) {
    return std::nullopt;
  } catch (const UnknownWord&) {
    return std::nullopt;
  }
}

}  // namespace cae
