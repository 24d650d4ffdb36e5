// E9xx: the command line, and errors of no other area.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic unknown_verb(std::string_view found, const std::vector<std::string>& known) {
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  return {.code = "E901",
          .message = "no command is called '" + std::string(found) + "'",
          .help = did_you_mean(found, known, "the commands are " + all)};
}

// Where the call's own help stands.
inline std::string see_help_of(std::string_view call) {
  return "see " + std::string(call) + " --help";
}

// What none of E920 to E929 says; `complaint` is the argument parser's. `call` is the command so far, here
// and below: "cae-lab", "cae-lab run".
inline Diagnostic wrong_call(std::string_view complaint, std::string_view call) {
  return {.code = "E902", .message = std::string(complaint), .help = see_help_of(call)};
}

// `near` is the option that was probably meant, or "".
inline Diagnostic unknown_option(std::string_view call, std::string_view option, std::string_view near) {
  return {.code = "E920",
          .message = std::string(call) + " has no option " + in_quotes(option),
          .help = near.empty() ? see_help_of(call) : did_you_mean(near)};
}

// `wanted` says what the option takes: "a whole number from 1 to 1024".
inline Diagnostic option_without_value(std::string_view call, std::string_view option,
                                       std::string_view wanted) {
  return {.code = "E921",
          .message = std::string(option) + " needs a value: " + std::string(wanted),
          .help = see_help_of(call)};
}

inline Diagnostic wrong_value(std::string_view call, std::string_view option, std::string_view value,
                              std::string_view wanted) {
  return {
      .code = "E922",
      .message = std::string(option) + " cannot be " + in_quotes(value) + ": it takes " + std::string(wanted),
      .help = see_help_of(call)};
}

inline Diagnostic option_twice(std::string_view call, std::string_view option) {
  return {.code = "E923",
          .message = std::string(option) + " is given more than once",
          .help = "leave all but one out; see " + std::string(call) + " --help"};
}

inline Diagnostic options_exclude(std::string_view call, std::string_view one, std::string_view other) {
  return {.code = "E924",
          .message = std::string(one) + " and " + std::string(other) + " cannot be used together",
          .help = "leave one of them out; see " + std::string(call) + " --help"};
}

// `name` and `meaning` as the help has them: "EXP.yaml", "the experiment's file".
inline Diagnostic missing_argument(std::string_view call, std::string_view name, std::string_view meaning) {
  return {.code = "E925",
          .message = std::string(call) + " needs " + std::string(name) + ", " + std::string(meaning),
          .help = see_help_of(call)};
}

// `usage` is the call with all it takes.
inline Diagnostic argument_too_many(std::string_view word, std::string_view usage) {
  return {.code = "E926",
          .message = "unexpected argument " + in_quotes(word),
          .help = std::string(word).find('=') != std::string::npos
                      ? "settings follow --set: --set " + shown(word)
                      : "the call is: " + std::string(usage)};
}

inline Diagnostic no_verb(std::string_view call, const std::vector<std::string>& known) {
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  return {.code = "E927",
          .message = std::string(call) + " needs a command: " + all,
          .help = "for example: cae-lab run experiments/first.yaml; see " + std::string(call) + " --help"};
}

inline Diagnostic flag_with_value(std::string_view call, std::string_view option) {
  return {.code = "E928", .message = std::string(option) + " takes no value", .help = see_help_of(call)};
}

// `one` is of no use without `other`.
inline Diagnostic option_needs(std::string_view call, std::string_view one, std::string_view other) {
  return {.code = "E929",
          .message = std::string(one) + " needs " + std::string(other) + ", which is not given",
          .help = see_help_of(call)};
}

inline Diagnostic run_of_a_model(std::string_view file) {
  return {.code = "E906",
          .place = {.file = std::string(file)},
          .message = "this is a model; run takes an experiment",
          .help = "write a file with 'experiment: NAME' and 'model: " + std::string(file) +
                  "', as in experiments/cae.yaml, and run that"};
}

inline Diagnostic out_of_memory() {
  return {.code = "E903",
          .message = "not enough memory",
          .help = "use a smaller batch or model, or stop other programs",
          .blame = Blame::work};
}

// `reason` is the system's.
inline Diagnostic no_thread(std::string_view reason) {
  return {
      .code = "E991",
      .message = "a thread could not be started: " + std::string(reason),
      .help =
          "use fewer threads (--threads 1), or raise the limits of the user's processes (ulimit -u), of the "
          "container's tasks or of memory (ulimit -v)",
      .blame = Blame::work};
}

// The system refused something that cae-lab needs, and no other error names it. `file`: what it was wanted
// of, or "".
inline Diagnostic system_refused(std::string_view file, std::string_view reason) {
  return {.code = "E992",
          .place = {.file = std::string(file)},
          .message = "the system refused what is needed here: " + std::string(reason),
          .help = "check permissions and limits (ulimit -a)",
          .blame = Blame::work};
}

inline Diagnostic internal_error(std::string_view what) {
  return {.code = "E999",
          .message = "something went wrong that cae-lab did not expect: " + std::string(what),
          .help = "this is a fault of cae-lab; please report it with the command and its files",
          .blame = Blame::work};
}

// A file that could not be opened, read or written; `reason` is the system's, as strerror gives it.
inline Diagnostic cannot_read(std::string_view file, std::string_view reason) {
  return {.code = "E904",
          .place = {.file = std::string(file)},
          .message = "cannot read this file: " + std::string(reason),
          .help = "check the path and its permissions"};
}

inline Diagnostic cannot_write(std::string_view file, std::string_view reason) {
  return {.code = "E905",
          .place = {.file = std::string(file)},
          .message = "cannot write this file: " + std::string(reason),
          .help = "check the folder, its permissions and the space on the disk",
          .blame = Blame::work};
}

// A picture, or numbers, for a terminal.
inline Diagnostic not_for_a_terminal(std::string_view file) {
  return {.code = "E935",
          .place = {.file = std::string(file)},
          .message = "this is not text, and a terminal cannot show it",
          .help = "write it to a file, or send standard output to one: ... -o - > FILE"};
}

// --trace - beside what a run prints.
inline Diagnostic trace_among_output() {
  return {.code = "E936",
          .message = "a trace on standard output would stand among what the run prints there",
          .help = "add --quiet and leave --json out, or name a file: --trace F.json"};
}

// --variant names no variant of the experiment; the file without a variant is the variant "".
inline Diagnostic no_such_variant(std::string_view file, std::string_view found,
                                  const std::vector<std::string>& known) {
  constexpr std::size_t most = 20;
  const std::set<std::string> names(known.begin(), known.end());
  std::string all;
  std::size_t count = 0;
  for (const std::string& name : names) {
    if (!name.empty() && count++ < most) all += (all.empty() ? "'" : ", '") + name + "'";
  }
  if (count > most) all += " and " + std::to_string(count - most) + " more";
  if (names.count("") > 0) all += (all.empty() ? "" : "; ") + std::string("'' is the file without a variant");
  return {.code = "E907",
          .place = {.file = std::string(file)},
          .message = "this experiment has no variant '" + std::string(found) + "'",
          .help = did_you_mean(found, known, "its variants are " + all)};
}

inline Diagnostic no_such_seed(std::string_view file, std::uint64_t seed) {
  return {.code = "E908",
          .place = {.file = std::string(file)},
          .message = "this experiment makes no run with seed " + std::to_string(seed),
          .help = "choose one of its 'seeds', or set another with --set train.seed=" + std::to_string(seed)};
}

// `reason` is the system's, as strerror gives it.
inline Diagnostic job_not_started(std::string_view reason) {
  return {.code = "E909",
          .message = "a run of --jobs could not be started: " + std::string(reason),
          .help = "use fewer jobs, or stop other programs",
          .blame = Blame::work};
}

// `run` names the run, `meaning` the signal, as strsignal gives it; `way_back` is a command, or "" where
// nothing of the run was recorded.
inline Diagnostic job_killed(std::string_view run, int signal, std::string_view meaning,
                             std::string_view way_back) {
  const bool killed = signal == 9;  // as the system does where memory is wanting
  return {
      .code = "E910",
      .message = "the job of " + std::string(run) + " was ended by signal " + std::to_string(signal) + " (" +
                 std::string(meaning) + ")",
      .help = std::string(killed ? "where nobody did it, memory ran out: use fewer jobs or a smaller batch"
                                 : "where nobody did it, this is a fault of cae-lab or of a plugin") +
              (way_back.empty() ? "" : "; go on with: " + std::string(way_back)),
      .blame = Blame::work};
}

inline Diagnostic deletion_not_confirmed() {
  return {.code = "E911",
          .message = "nothing is deleted without a question, and there is no terminal to ask it on",
          .help = "add --yes to delete without it"};
}

}  // namespace cae::catalogue
