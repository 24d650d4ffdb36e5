#include "tools/cli/run_options.h"

#include <algorithm>
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

// Whether a value of --set is for this key of the experiment.
bool is_set(const std::vector<std::string>& set, const std::string& key) {
  return std::any_of(set.begin(), set.end(),
                     [&](const std::string& argument) { return argument.starts_with(key + "="); });
}

// What is given counts, in either form.
void take_number(const Json& options, const char* option, const std::string& key,
                 const std::vector<std::string>& given, std::optional<std::int64_t>& number) {
  if (!number && !is_set(given, key) && options.contains(option) && options[option].is_number_integer())
    number = options[option].get<std::int64_t>();
}

}  // namespace

bool gives_epochs(const RunArguments& arguments) {
  return arguments.overrides.epochs.has_value() || is_set(arguments.overrides.set, "train.epochs");
}

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
  const std::vector<std::string> given = overrides.set;
  overrides.set = texts(json, "set");
  std::erase_if(overrides.set, [&](const std::string& argument) {
    return std::find(given.begin(), given.end(), argument) != given.end();
  });
  overrides.set.insert(overrides.set.end(), given.begin(), given.end());
  take_number(json, "epochs", "train.epochs", given, overrides.epochs);
  take_number(json, "limit", "data.limit", given, overrides.limit);
  take_number(json, "limit-test", "data.limit_test", given, overrides.limit_test);
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
