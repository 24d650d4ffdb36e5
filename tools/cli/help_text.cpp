#include "tools/cli/help_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "tools/cli/folded.h"
#include "tools/cli/option_names.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

// What an entry of a list is called, and what it means.
using Entry = std::pair<std::string, std::string>;

std::string entry_name(const CLI::Option& option) {
  if (option.get_positional()) return value_name(option);
  std::string names;
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames()) names += (names.empty() ? "--" : ", --") + name;
  const std::string value = value_name(option);
  return value.empty() ? names : names + " " + value;
}

std::string entry_meaning(const CLI::Option& option) {
  std::string meaning = option.get_description();
  const std::string type = option.get_type_name();
  const std::size_t colon = type.find(':');
  if (colon != std::string::npos) meaning += ": " + type.substr(colon + 1);
  if (!option.get_default_str().empty()) meaning += " (default: " + option.get_default_str() + ")";
  if (!option.get_positional() && option.get_required()) meaning += " (needed)";
  return meaning;
}

std::vector<Entry> options_of(const CLI::App& app, bool arguments) {
  std::vector<Entry> entries;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional() == arguments)
      entries.emplace_back(entry_name(*option), entry_meaning(*option));
  }
  return entries;
}

std::vector<Entry> verbs_of(const CLI::App& app) {
  std::vector<Entry> entries;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    entries.emplace_back(verb->get_name(), verb->get_description());
  return entries;
}

// A heading, then an entry a line, folded; nothing where there are none.
std::string list_text(const std::string& heading, const std::vector<Entry>& entries, std::size_t width) {
  if (entries.empty()) return "";
  std::size_t names = 0;
  for (const Entry& entry : entries) names = std::max(names, entry.first.size());
  const std::size_t column = std::min(names, width / 3) + 4;
  std::string text = "\n" + painted(heading, Colour::bold) + "\n";
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

std::string HelpText::make_help(const CLI::App* app, std::string call, CLI::AppFormatMode) const {
  const auto width = static_cast<std::size_t>(std::min(terminal_width().value_or(80), 100));
  return paragraph("usage: " + usage_of(*app, call), width) + paragraph(app->get_description(), width) +
         list_text("Commands", verbs_of(*app), width) +
         list_text("Arguments", options_of(*app, true), width) +
         list_text("Options", options_of(*app, false), width) + "\n" +
         (app->get_parent() == nullptr ? app->get_footer() + "\n\n" : "") +
         paragraph(
             "Exit status: 0 done, 1 the work failed, 2 the input or the call is wrong, 128+N stopped by "
             "signal N (130 by Ctrl-C).",
             width);
}

}  // namespace cae::cli
