#include "tools/cli/option_names.h"

#include <algorithm>

namespace cae::cli {
namespace {

std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= option.names.size();) {
    const std::size_t end = std::min(option.names.find(',', begin), option.names.size());
    names.push_back(option.names.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

}  // namespace

std::string name_of(const Option& option) {
  return option.is_argument() ? value_name(option) : names_of(option).front();
}

std::string long_name(const Option& option) {
  const std::string last = names_of(option).back();
  return last.starts_with("--") ? last.substr(2) : "";
}

bool is_named(const Option& option, const std::string& word) {
  const std::vector<std::string> names = names_of(option);
  return std::find(names.begin(), names.end(), word) != names.end();
}

std::string value_name(const Option& option) {
  return option.is_argument() && option.value.empty() ? option.names : option.value;
}

std::string wanted_value(const Option& option) {
  if (option.path != PathTo::nothing) return wanted_path(option.path);
  return option.check.wanted.empty() ? value_name(option) : option.check.wanted;
}

bool takes_value(const Option& option, const std::string& text) {
  if (!is_path(option.path, text)) return false;
  return !option.check.fits || option.check.fits(text);
}

std::vector<std::string> verb_names(const Verb& verb) {
  std::vector<std::string> names;
  for (const Verb& one : verb.verbs) names.push_back(one.name);
  return names;
}

std::string usage_of(const Verb& verb, const std::string& call) {
  std::string usage = call;
  bool options = false;
  for (const Option& option : verb.options) {
    if (!option.is_argument()) {
      if (option.required) {
        usage += " " + name_of(option) + " " + value_name(option);
      } else {
        options = true;
      }
      continue;
    }
    const std::string name = value_name(option) + (option.is_list() ? "..." : "");
    usage += option.required ? " " + name : " [" + name + "]";
  }
  if (!verb.verbs.empty()) return usage + " COMMAND [ARGUMENT...]";
  return usage + (options ? " [OPTION...]" : "");
}

}  // namespace cae::cli
