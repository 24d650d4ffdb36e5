#include "tools/cli/call_mistake.h"

#include <algorithm>
#include <optional>

#include "framework/base/catalogue/call.h"
#include "framework/base/nearest_name.h"
#include "tools/cli/option_names.h"

namespace cae::cli {
namespace {

bool is_option(const std::string& word) {
  return word.size() > 1 && word[0] == '-';
}

std::string without_dashes(const std::string& word) {
  return word.substr(std::min(word.find_first_not_of('-'), word.size()));
}

// The option that a word was probably meant to be, with its dashes, or "".
std::string meant_option(const Verb& verb, const std::string& word) {
  std::vector<std::string> names;
  for (const Option& option : verb.options) {
    if (const std::string name = long_name(option); !name.empty()) names.push_back(name);
  }
  const std::string written = without_dashes(word);
  // -store: the dashes alone are wrong.
  const bool known = std::find(names.begin(), names.end(), written) != names.end();
  const std::string near = known ? written : nearest_name(written, names);
  return near.empty() ? "" : "--" + near;
}

bool takes(const Verb& verb, const std::string& word) {
  return std::any_of(verb.options.begin(), verb.options.end(),
                     [&](const Option& option) { return is_named(option, word); });
}

// What no option or argument took.
std::optional<Diagnostic> left_over(const FailedCall& failed) {
  const Verb& command = *failed.command;
  for (const std::string& word : failed.left_before) {
    if (!is_option(word)) continue;
    // Options come after their command.
    const bool moved = &command != failed.program && takes(command, word);
    return catalogue::unknown_option(failed.program->name, word,
                                     moved ? failed.call + " " + word : meant_option(*failed.program, word));
  }
  const std::vector<std::string>& words = failed.left;
  const std::vector<std::string> verbs = verb_names(command);
  if (!verbs.empty() && !words.empty() && !is_option(words.front()))
    return catalogue::unknown_verb(words.front(), verbs);
  // Behind -- there are arguments alone.
  const auto end_of_options = std::find(words.begin(), words.end(), "--");
  const auto option = std::find_if(words.begin(), end_of_options, is_option);
  if (option != end_of_options) {
    const std::string name = option->substr(0, option->find('='));
    return catalogue::unknown_option(failed.call, name, meant_option(command, name));
  }
  const auto argument =
      std::find_if(words.begin(), words.end(), [](const auto& word) { return word != "--"; });
  if (argument == words.end()) return std::nullopt;
  return catalogue::argument_too_many(*argument, usage_of(command, failed.call));
}

// The words run out at an option; it is the last of them.
std::optional<Diagnostic> without_value(const FailedCall& failed) {
  if (!failed.ran_out || failed.words.empty()) return std::nullopt;
  const std::string& last = failed.words.back();
  for (const Option& option : failed.command->options) {
    if (!is_option(last) || !is_named(option, last.substr(0, last.find('=')))) continue;
    if (!option.is_flag())
      return catalogue::option_without_value(failed.call, name_of(option), wanted_value(option));
  }
  return std::nullopt;
}

std::optional<Diagnostic> flag_with_value(const FailedCall& failed) {
  for (const std::string& word : failed.words) {
    const std::size_t equals = word.find('=');
    if (!is_option(word) || equals == std::string::npos) continue;
    for (const Option& option : failed.command->options) {
      if (option.is_flag() && is_named(option, word.substr(0, equals)))
        return catalogue::flag_with_value(failed.call, name_of(option));
    }
  }
  return std::nullopt;
}

// The first of its values that it does not take.
const std::string& refused_of(const GivenOption& given) {
  const auto refused = std::find_if(given.values.begin(), given.values.end(), [&](const std::string& value) {
    return !takes_value(*given.option, value);
  });
  return refused != given.values.end() ? *refused : given.values.back();
}

// The first option that does not take what it was given.
std::optional<Diagnostic> refused_value(const FailedCall& failed) {
  for (const GivenOption& given : failed.options) {
    const Option& option = *given.option;
    if (given.fault == GivenOption::Fault::twice)
      return catalogue::option_twice(failed.call, name_of(option));
    if (given.fault == GivenOption::Fault::refused)
      return catalogue::wrong_value(failed.call, name_of(option), refused_of(given), wanted_value(option));
  }
  return std::nullopt;
}

const GivenOption& option_called(const FailedCall& failed, const std::string& name) {
  return *std::find_if(failed.options.begin(), failed.options.end(),
                       [&](const GivenOption& given) { return is_named(*given.option, name); });
}

std::optional<Diagnostic> excluded_pair(const FailedCall& failed) {
  for (const GivenOption& given : failed.options) {
    for (const std::string& other : given.option->excludes) {
      const GivenOption& excluded = option_called(failed, other);
      if (!given.given() || !excluded.given()) continue;
      // The one that is declared first is named first.
      const bool first = &given < &excluded;
      return catalogue::options_exclude(failed.call, name_of(first ? *given.option : *excluded.option),
                                        name_of(first ? *excluded.option : *given.option));
    }
  }
  return std::nullopt;
}

std::optional<Diagnostic> lone_option(const FailedCall& failed) {
  for (const GivenOption& given : failed.options) {
    for (const std::string& other : given.option->needs) {
      const GivenOption& needed = option_called(failed, other);
      if (given.given() && !needed.given())
        return catalogue::option_needs(failed.call, name_of(*given.option), name_of(*needed.option));
    }
  }
  return std::nullopt;
}

std::optional<Diagnostic> missing(const FailedCall& failed) {
  const std::vector<std::string> verbs = verb_names(*failed.command);
  if (!verbs.empty()) return catalogue::no_verb(failed.call, verbs);
  for (const GivenOption& given : failed.options) {
    const Option& option = *given.option;
    if (!option.required || given.given()) continue;
    const std::string value = value_name(option);
    const std::string name = option.is_argument() ? value : name_of(option) + " " + value;
    return catalogue::missing_argument(failed.call, name, option.help);
  }
  return std::nullopt;
}

}  // namespace

Diagnostic call_mistake(const FailedCall& failed) {
  // First: a mistyped option also leaves its value where an argument is looked for.
  std::optional<Diagnostic> mistake = left_over(failed);
  if (!mistake) mistake = without_value(failed);
  if (!mistake) mistake = flag_with_value(failed);
  if (!mistake) mistake = refused_value(failed);
  if (!mistake) mistake = excluded_pair(failed);
  if (!mistake) mistake = lone_option(failed);
  if (!mistake) mistake = missing(failed);
  return mistake.value_or(catalogue::wrong_call(failed.otherwise, failed.call));
}

}  // namespace cae::cli
