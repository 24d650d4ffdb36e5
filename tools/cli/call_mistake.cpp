#include "tools/cli/call_mistake.h"

#include <algorithm>
#include <optional>

#include "framework/base/catalogue/call.h"
#include "tools/cli/option_names.h"

namespace cae::cli {
namespace {

// The command that the call came to, and how it is called.
struct Command {
  CLI::App* app = nullptr;
  std::string call;
};

Command command_of(CLI::App& app) {
  Command command{&app, app.get_name()};
  while (!command.app->get_subcommands().empty()) {
    command.app = command.app->get_subcommands().front();
    command.call += " " + command.app->get_name();
  }
  return command;
}

bool is_option(const std::string& word) {
  return word.size() > 1 && word[0] == '-';
}

std::string without_dashes(const std::string& word) {
  return word.substr(std::min(word.find_first_not_of('-'), word.size()));
}

// The option that a word was probably meant to be, with its dashes, or "".
std::string meant_option(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  }
  const std::string near = nearest_name(without_dashes(word), names);
  return near.empty() ? "" : "--" + near;
}

bool takes(const CLI::App& app, const std::string& option) {
  const std::vector<const CLI::Option*> options = app.get_options();
  return std::any_of(options.begin(), options.end(),
                     [&](const CLI::Option* known) { return known->check_name(option); });
}

// What no option or argument took.
std::optional<Diagnostic> left_over(const CLI::App& app, const Command& command) {
  for (const std::string& word : app.remaining()) {
    if (!is_option(word)) continue;
    // Options stand behind the command that they are for.
    const bool moved = command.app != &app && takes(*command.app, word);
    return catalogue::unknown_option(app.get_name(), word,
                                     moved ? command.call + " " + word : meant_option(app, word));
  }
  std::vector<std::string> words = app.remaining(true);
  const std::vector<std::string> verbs = verb_names(*command.app);
  if (!verbs.empty() && !words.empty() && !is_option(words.front()))
    return catalogue::unknown_verb(words.front(), verbs);
  const auto option = std::find_if(words.begin(), words.end(), is_option);
  if (option != words.end()) {
    const std::string name = option->substr(0, option->find('='));
    return catalogue::unknown_option(command.call, name, meant_option(*command.app, name));
  }
  if (words.empty()) return std::nullopt;
  return catalogue::argument_too_many(words.front(), usage_of(*command.app, command.call));
}

// CLI11 throws as soon as the words run out; the last of them is the option.
std::optional<Diagnostic> without_value(const Command& command, const std::vector<std::string>& words) {
  const std::string& last = words.back();
  for (const CLI::Option* option : command.app->get_options()) {
    if (!is_option(last) || !option->check_name(last.substr(0, last.find('=')))) continue;
    if (option->get_items_expected_min() > 0)
      return catalogue::option_without_value(command.call, name_of(*option), wanted_value(*option));
  }
  return std::nullopt;
}

std::optional<Diagnostic> flag_with_value(const Command& command, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (!is_option(word) || equals == std::string::npos) continue;
    for (const CLI::Option* option : command.app->get_options()) {
      if (option->check_name(word.substr(0, equals)) && option->get_items_expected_max() == 0)
        return catalogue::flag_with_value(command.call, name_of(*option));
    }
  }
  return std::nullopt;
}

// The option that does not take what it was given: the one whose conversion fails once more.
std::optional<Diagnostic> refused_value(const Command& command) {
  for (CLI::Option* option : command.app->get_options()) {
    if (option->count() == 0) continue;
    const std::vector<std::string> values = option->results();
    try {
      option->run_callback();
    } catch (const CLI::Success&) {
    } catch (const CLI::ArgumentMismatch&) {
      return catalogue::option_twice(command.call, name_of(*option));
    } catch (const CLI::ParseError&) {
      return catalogue::wrong_value(command.call, name_of(*option), values.back(), wanted_value(*option));
    }
  }
  return std::nullopt;
}

std::optional<Diagnostic> excluded_pair(const Command& command) {
  for (const CLI::Option* option : command.app->get_options()) {
    for (const CLI::Option* other : option->get_excludes()) {
      if (option->count() > 0 && other->count() > 0)
        return catalogue::options_exclude(command.call, name_of(*option), name_of(*other));
    }
  }
  return std::nullopt;
}

std::optional<Diagnostic> lone_option(const Command& command) {
  for (const CLI::Option* option : command.app->get_options()) {
    for (const CLI::Option* other : option->get_needs()) {
      if (option->count() > 0 && other->count() == 0)
        return catalogue::option_needs(command.call, name_of(*option), name_of(*other));
    }
  }
  return std::nullopt;
}

std::optional<Diagnostic> missing(const Command& command) {
  const std::vector<std::string> verbs = verb_names(*command.app);
  if (!verbs.empty()) return catalogue::no_verb(command.call, verbs);
  for (const CLI::Option* option : command.app->get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    const std::string value = value_name(*option);
    const std::string name = option->get_positional() ? value : name_of(*option) + " " + value;
    return catalogue::missing_argument(command.call, name, option->get_description());
  }
  return std::nullopt;
}

}  // namespace

Diagnostic call_mistake(CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words) {
  const Command command = command_of(app);
  // First: a mistyped option also leaves its value where an argument is looked for.
  std::optional<Diagnostic> mistake = left_over(app, command);
  if (!mistake && dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && !words.empty())
    mistake = without_value(command, words);
  if (!mistake) mistake = flag_with_value(command, words);
  if (!mistake) mistake = refused_value(command);
  if (!mistake) mistake = excluded_pair(command);
  if (!mistake) mistake = lone_option(command);
  if (!mistake) mistake = missing(command);
  return mistake.value_or(catalogue::wrong_call(error.what(), command.call));
}

}  // namespace cae::cli
