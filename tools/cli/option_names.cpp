#include "tools/cli/option_names.h"

namespace cae::cli {
namespace {

// CLI11 writes the kind of value, or the name given by type_name, and after a colon the descriptions of the
// checks.
std::string type_before_colon(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

bool is_whole_number(const std::string& type) {
  return type == "INT" || type == "UINT" || type == "N";
}

}  // namespace

std::string value_name(const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return "";
  const std::string type = type_before_colon(option);
  // An argument without a name for what it stands for is called by its own.
  if (option.get_positional() && (type.empty() || type == "TEXT")) return option.get_name(true);
  if (is_whole_number(type)) return "N";
  return type == "FLOAT" ? "NUMBER" : type;
}

std::string name_of(const CLI::Option& option) {
  if (option.get_positional()) return value_name(option);
  return option.get_snames().empty() ? "--" + option.get_lnames().front() : "-" + option.get_snames().front();
}

std::string wanted_value(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t colon = type.find(':');
  if (colon != std::string::npos) return type.substr(colon + 1);
  const std::string name = value_name(option);
  if (name == "N") return "a whole number";
  if (name == "NUMBER") return "a number";
  return name;
}

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(verb->get_name());
  return names;
}

std::string usage_of(const CLI::App& verb, const std::string& call) {
  std::string usage = call;
  bool options = false;
  for (const CLI::Option* option : verb.get_options()) {
    if (!option->get_positional()) {
      if (option->get_required()) {
        usage += " " + name_of(*option) + " " + value_name(*option);
      } else {
        options = true;
      }
      continue;
    }
    const bool many = option->get_expected_max() > 1;
    const std::string name = value_name(*option) + (many ? "..." : "");
    usage += option->get_required() ? " " + name : " [" + name + "]";
  }
  if (!verb_names(verb).empty()) return usage + " COMMAND [ARGUMENT...]";
  return usage + (options ? " [OPTION...]" : "");
}

}  // namespace cae::cli
