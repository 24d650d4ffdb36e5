#include "tools/cli/help_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

#include "tools/cli/folded.h"
#include "tools/cli/option_names.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

// What an entry of a list is called, and what it means.
using Entry = std::pair<std::string, std::string>;

std::string entry_name(const Option& option) {
  if (option.is_argument()) return value_name(option);
  std::string names = option.names;
  if (const std::size_t comma = names.find(','); comma != std::string::npos) names.insert(comma + 1, " ");
  const std::string value = value_name(option);
  return value.empty() ? names : names + " " + value;
}

// "" if there is none to show.
std::string default_text(const Option& option) {
  if (!option.shows_default) return "";
  return std::visit(
      [](const auto& target) -> std::string {
        using Target = std::decay_t<decltype(target)>;
        if constexpr (std::is_same_v<Target, WordField>) {
          return target.word();
        } else if constexpr (std::is_same_v<Target, int*> || std::is_same_v<Target, std::int64_t*> ||
                             std::is_same_v<Target, std::uint64_t*> || std::is_same_v<Target, double*> ||
                             std::is_same_v<Target, std::string*>) {
          return fmt::format("{}", *target);
        } else {
          return "";
        }
      },
      option.target);
}

std::string entry_meaning(const Option& option) {
  std::string meaning = option.help;
  if (option.path == PathTo::write) meaning += "; - for standard output";
  if (!option.check.wanted.empty()) meaning += ": " + option.check.wanted;
  if (const std::string text = default_text(option); !text.empty()) meaning += " (default: " + text + ")";
  if (!option.is_argument() && option.required) meaning += " (required)";
  return meaning;
}

std::vector<Entry> options_of(const Verb& verb, bool arguments) {
  std::vector<Entry> entries;
  for (const Option& option : verb.options) {
    if (option.is_argument() == arguments) entries.emplace_back(entry_name(option), entry_meaning(option));
  }
  return entries;
}

std::vector<Entry> verbs_of(const Verb& verb) {
  std::vector<Entry> entries;
  for (const Verb& one : verb.verbs) entries.emplace_back(one.name, one.help);
  return entries;
}

// A heading, then an entry a line, folded; nothing if there are none.
std::string list_text(const std::string& heading, const std::vector<Entry>& entries, std::size_t width) {
  if (entries.empty()) return "";
  std::size_t names = 0;
  for (const Entry& entry : entries) names = std::max(names, entry.first.size());
  const std::size_t column = std::min(names, width / 3) + 4;
  std::string text = "\n" + painted(heading, TextColour::bold) + "\n";
  for (const auto& [name, meaning] : entries) {
    std::string line = "  " + name;
    // A long name has a line of its own.
    if (line.size() + 2 > column) {
      text += line + "\n";
      line.clear();
    }
    for (const std::string& part : folded(meaning, width - column)) {
      line.resize(column, ' ');
      text += line + part + "\n";
      line.clear();
    }
  }
  return text;
}

std::string paragraph(const std::string& words, std::size_t width) {
  std::string text;
  for (const std::string& line : folded(words, width)) text += line + "\n";
  return text;
}

}  // namespace

std::string help_text(const Verb& verb, const std::string& call) {
  const auto width = static_cast<std::size_t>(std::min(terminal_width().value_or(80), 100));
  return paragraph("usage: " + usage_of(verb, call), width) + paragraph(verb.help, width) +
         list_text("Commands", verbs_of(verb), width) +
         list_text("Arguments", options_of(verb, true), width) +
         list_text("Options", options_of(verb, false), width) + "\n" +
         (verb.footer.empty() ? "" : verb.footer + "\n\n") +
         paragraph(
             "Exit status: 0 success, 1 failure, 2 wrong input or usage, 128+N stopped by "
             "signal N (130 by Ctrl-C).",
             width);
}

}  // namespace cae::cli
