// One file, one verb: verb_NAME.cpp defines `Verb NAME_verb()`, which says what the verb takes and what it
// does. The build lists the files; nothing else knows them. How a call is read is in command_line.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "framework/base/setting_key.h"
#include "framework/store/run_store.h"
#include "tools/cli/option_values.h"
#include "tools/cli/path_value.h"
#include "tools/cli/report.h"

namespace cae::cli {

// Where an option's value goes; a bool is a flag. monostate: the options of every verb, --help and --version.
using OptionTarget = std::variant<std::monostate, bool*, int*, std::int64_t*, std::uint64_t*, double*,
                                  std::string*, std::optional<std::int64_t>*, std::optional<std::uint64_t>*,
                                  std::optional<std::string>*, std::vector<std::string>*, WordField>;

struct Option {
  std::string names = {};  // "--epochs", "-o,--output"; of an argument what it is called: "RUN"
  std::string help = {};
  OptionTarget target = {};
  std::string value = {};  // what stands for its value, "N"; of an argument its name if that is empty
  ValueCheck check = {};
  PathTo path = PathTo::nothing;  // what the value names, where it is a path
  bool required = false;
  bool shows_default = false;              // the value of the target, in the help
  int at_once = 1;                         // the most words that one use of an option with a list takes
  std::vector<std::string> excludes = {};  // names of options that cannot be used with it
  std::vector<std::string> needs = {};     // names of options that must be given with it

  bool is_argument() const { return !names.starts_with('-'); }
  bool is_flag() const {
    return std::holds_alternative<bool*>(target) || std::holds_alternative<std::monostate>(target);
  }
  bool is_list() const { return std::holds_alternative<std::vector<std::string>*>(target); }
};

struct Verb {
  std::string name = {};
  std::string help = {};
  std::vector<Option> options = {};
  std::function<int()> run = {};  // the exit status
  std::vector<Verb> verbs = {};   // of which one is called
  std::string footer = {};        // of its help
};

// An option whose value is one of an enum's words.
template <class Value>
Option word_option(const std::string& names, const std::string& help, Value& value) {
  return {.names = names,
          .help = help,
          .target = WordField(&value),
          .value = "WORD",
          .check = one_of(all_words<Value>()),
          .shows_default = true};
}

// Options that verbs share.
Option store_option(std::string& directory);  // --store DIR
Option journal_option(Journal& journal);
Option threads_option(int& threads, const std::string& help);
Option json_option(bool& json, const std::string& help = "print one JSON object per line");
Option quiet_option(bool& quiet);
Option disabled_passes_option(std::vector<std::string>& passes);

}  // namespace cae::cli
