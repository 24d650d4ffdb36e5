#include "tools/cli/run_options.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace cae::cli {
namespace {

// A store may hold anything: what is not of the wanted type is as if it were not there.
std::vector<std::string> texts(const nlohmann::json& options, const char* key) {
  std::vector<std::string> list;
  if (!options.contains(key) || !options[key].is_array()) return list;
  for (const nlohmann::json& item : options[key]) {
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
void take_number(const nlohmann::json& options, const CountOption& option,
                 const std::vector<std::string>& given, std::optional<std::int64_t>& number) {
  if (!number && !is_set(given, option.key) && options.contains(option.name) &&
      options[option.name].is_number_integer())
    number = options[option.name].get<std::int64_t>();
}

}  // namespace

bool gives_epochs(const RunArguments& arguments) {
  const auto counts = overrides_of(arguments).counts;
  return is_set(arguments.set, "train.epochs") ||
         std::any_of(counts.begin(), counts.end(),
                     [](const CountOverride& count) { return count.key == "train.epochs"; });
}

std::string options_json(const RunArguments& arguments) {
  nlohmann::json json = nlohmann::json::object();
  if (!arguments.set.empty()) json["set"] = arguments.set;
  for (std::size_t i = 0; i < count_options.size(); ++i) {
    if (arguments.counts[i]) json[count_options[i].name] = *arguments.counts[i];
  }
  if (!arguments.disabled_passes.empty()) json["disable-pass"] = arguments.disabled_passes;
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

RunArguments with_options(RunArguments arguments, const std::string& options) {
  const nlohmann::json json = nlohmann::json::parse(options, nullptr, false);
  if (!json.is_object()) return arguments;
  const std::vector<std::string> given = arguments.set;
  arguments.set = texts(json, "set");
  std::erase_if(arguments.set, [&](const std::string& argument) {
    return std::find(given.begin(), given.end(), argument) != given.end();
  });
  arguments.set.insert(arguments.set.end(), given.begin(), given.end());
  for (std::size_t i = 0; i < count_options.size(); ++i)
    take_number(json, count_options[i], given, arguments.counts[i]);
  if (arguments.disabled_passes.empty()) arguments.disabled_passes = texts(json, "disable-pass");
  return arguments;
}

std::vector<std::string> option_words(const RunArguments& arguments) {
  std::vector<std::string> words;
  const auto add = [&](const std::string& option, const std::string& value) {
    words.push_back(option);
    words.push_back(value);
  };
  const ExperimentOverrides overrides = overrides_of(arguments);
  for (const CountOverride& count : overrides.counts) add(count.option, std::to_string(count.value));
  for (const std::string& setting : overrides.set) add("--set", setting);
  for (const std::string& pass : arguments.disabled_passes) add("--disable-pass", pass);
  return words;
}

std::vector<std::string> command_words(const RunArguments& arguments, const RunConfig& run) {
  std::vector<std::string> words{"cae-lab", "run", arguments.experiment};
  const std::vector<std::string> options = option_words(arguments);
  words.insert(words.end(), options.begin(), options.end());
  const std::string seed = std::to_string(run.train.seed);
  words.insert(words.end(), {"--store", arguments.store, "--variant", run.variant, "--seed", seed});
  return words;
}

}  // namespace cae::cli
