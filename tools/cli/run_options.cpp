#include "tools/cli/run_options.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace cae::cli {
namespace {

using Json = nlohmann::json;

// A store may hold anything: what is not of the wanted type is as if it were not there.
std::vector<std::string> texts(const Json& options, const char* key) {
  std::vector<std::string> list;
  if (!options.contains(key) || !options[key].is_array()) return list;
  for (const Json& item : options[key]) {
    if (item.is_string()) list.push_back(item.get<std::string>());
  }
  return list;
}

void take_number(const Json& options, const char* key, std::optional<std::int64_t>& number) {
  if (!number && options.contains(key) && options[key].is_number_integer())
    number = options[key].get<std::int64_t>();
}

}  // namespace

std::string options_json(const RunArguments& arguments) {
  const ExperimentOverrides& overrides = arguments.overrides;
  Json json = Json::object();
  if (!overrides.set.empty()) json["set"] = overrides.set;
  if (overrides.epochs) json["epochs"] = *overrides.epochs;
  if (overrides.limit) json["limit"] = *overrides.limit;
  if (overrides.limit_test) json["limit-test"] = *overrides.limit_test;
  if (!arguments.disabled_passes.empty()) json["disable-pass"] = arguments.disabled_passes;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunArguments with_options(RunArguments arguments, const std::string& options) {
  const Json json = Json::parse(options, nullptr, false);
  if (!json.is_object()) return arguments;
  ExperimentOverrides& overrides = arguments.overrides;
  std::vector<std::string> set = texts(json, "set");
  set.insert(set.end(), overrides.set.begin(), overrides.set.end());
  overrides.set = std::move(set);
  take_number(json, "epochs", overrides.epochs);
  take_number(json, "limit", overrides.limit);
  take_number(json, "limit-test", overrides.limit_test);
  if (arguments.disabled_passes.empty()) arguments.disabled_passes = texts(json, "disable-pass");
  return arguments;
}

std::vector<std::string> command_words(const RunArguments& arguments, const RunConfig& run) {
  std::vector<std::string> words{"cae-lab", "run", arguments.experiment};
  const auto add = [&](const char* option, const std::string& value) {
    words.emplace_back(option);
    words.push_back(value);
  };
  const ExperimentOverrides& overrides = arguments.overrides;
  if (overrides.epochs) add("--epochs", std::to_string(*overrides.epochs));
  if (overrides.limit) add("--limit", std::to_string(*overrides.limit));
  if (overrides.limit_test) add("--limit-test", std::to_string(*overrides.limit_test));
  for (const std::string& setting : overrides.set) add("--set", setting);
  for (const std::string& pass : arguments.disabled_passes) add("--disable-pass", pass);
  add("--store", arguments.store);
  add("--variant", run.variant);
  add("--seed", std::to_string(run.train.seed));
  return words;
}

}  // namespace cae::cli
