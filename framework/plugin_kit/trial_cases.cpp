#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

#include "framework/plugin/parameter_check.h"
#include "framework/plugin_kit/resource_growth.h"
#include "framework/plugin_kit/trial.h"
#include "framework/plugin_kit/trial_settings.h"
#include "framework/plugin_kit/trial_threads.h"

namespace cae {
namespace {

using Kind = TrialAnswer::Kind;

// After which a use at its limits is told to stop: the limits may mean hours of honest work.
constexpr std::chrono::milliseconds limit_patience(250);

void report_all(Trial& trial, CheckRow row, const TrialAnswer& answer, const std::string& subject) {
  for (const std::string& change : answer.changes) trial.report(CheckRow::state, change + ", " + subject);
  for (const std::string& note : trial.calls.take_notes())
    trial.report(note.find(" changed in ") == std::string::npos ? row : CheckRow::state,
                 note + ", " + subject);
  if (answer.kind == Kind::broken) trial.report(row, answer.text + ", " + subject);
}

// What is tried from now on, also for a parent that finds this process crashed. `with`: the values that are
// tried.
std::string begin_subject(Trial& trial, const TrialInput& input, const std::string& with) {
  std::string subject = text_of(input) + (with.empty() ? "" : ", with " + with);
  trial.calls.board.set_subject(subject);
  return subject;
}

// One call of a use; what it should not do is reported.
TrialAnswer call(Trial& trial, CheckRow row, TrialUse& use, const TrialInput& input,
                 const std::string& with = "") {
  const std::string subject = begin_subject(trial, input, with);
  TrialAnswer answer = use.call(input);
  report_all(trial, row, answer, subject);
  return answer;
}

// A whole use with one call.
TrialAnswer try_once(Trial& trial, CheckRow row, const std::vector<Setting>& settings,
                     const TrialInput& input, const std::string& with = "",
                     std::chrono::milliseconds patience = std::chrono::hours(1)) {
  const std::string subject = begin_subject(trial, input, with);
  TrialAnswer answer;
  {
    TrialUse use(trial.plugin, settings, 0, patience);
    answer = use.call(input);
  }
  report_all(trial, row, answer, subject);
  return answer;
}

TrialInput usual_input() {
  return {};
}

// ---- declaration ----

void try_declaration(Trial& trial) {
  const auto wrong = [&](const std::string& text) { trial.report(CheckRow::declaration, text); };
  const Plugin& plugin = trial.bare;
  const std::string file = std::filesystem::path(plugin.path()).stem();
  if (plugin.name() != file)
    wrong("is called '" + plugin.name() + "', but its file " + file + ".so; an experiment would not find it");
  if (plugin.summary().empty()) wrong("has no summary");
  for (const PluginParameter& parameter : plugin.parameters()) {
    if (parameter.help.empty()) wrong("has no help for the parameter '" + parameter.name + "'");
  }
  for (const TriedValue& outside : values_outside(plugin)) {
    if (check_value(plugin.parameters()[outside.parameter], outside.value) != ValueProblem::range)
      wrong("has a range that allows " + text_of(plugin, outside));
  }
}

// ---- works ----

void try_whether_it_works(Trial& trial) {
  std::string first_reason;
  for (std::size_t i = 0; i < trial.uses.size(); ++i) {
    trial.calls.board.choose_use(i);
    const TrialAnswer answer = try_once(trial, CheckRow::works, trial.uses[i], usual_input());
    if (answer.kind == Kind::done) return;
    if (first_reason.empty()) first_reason = answer.text;
    if (answer.kind == Kind::broken) return;
  }
  trial.calls.board.choose_use(0);
  trial.report(CheckRow::works, "refuses its defaults: " + first_reason + "; give other values with --set");
}

void try_test_images(Trial& trial) {
  TrialInput input = usual_input();
  input.from = ImageSet::test;
  input.epoch = 0;
  try_once(trial, CheckRow::works, trial.settings(), input);
}

// ---- same bits ----

void try_same_bits(Trial& trial) {
  const auto differs = [&](const char* text) { trial.report(CheckRow::same_bits, text); };
  TrialInput other_input{.count = 40, .height = 6, .width = 6};
  other_input.epoch = 2;
  TrialUse use(trial.plugin, trial.settings());
  const TrialAnswer first = call(trial, CheckRow::same_bits, use, usual_input());
  if (!same_answer(first, call(trial, CheckRow::same_bits, use, usual_input())))
    differs("gives another result for the same input when it is called again");
  {
    TrialUse other(trial.plugin, trial.settings(), 1);
    call(trial, CheckRow::same_bits, other, other_input);
    if (!same_answer(first, call(trial, CheckRow::same_bits, use, usual_input())))
      differs("gives another result for the same input while there is another use of it");
  }
  call(trial, CheckRow::same_bits, use, other_input);
  if (!same_answer(first, call(trial, CheckRow::same_bits, use, usual_input())))
    differs("gives another result for the same input after other input, or after the end of another use");
  if (!same_answer(first, try_once(trial, CheckRow::same_bits, trial.settings(), usual_input())))
    differs("gives another result for the same input in a second use");
}

// ---- threads ----

TrialAnswer on_some_threads(Trial& trial, int threads) {
  TrialAnswer answer;
  on_threads(threads, [&] { answer = try_once(trial, CheckRow::threads, trial.settings(), usual_input()); });
  return answer;
}

TrialAnswer on_other_thread(Trial& trial) {
  TrialUse use(trial.plugin, trial.settings());
  TrialAnswer answer;
  std::thread([&] { answer = call(trial, CheckRow::threads, use, usual_input()); }).join();
  return answer;
}

TrialAnswer backwards(Trial& trial) {
  trial.calls.backwards = true;
  TrialAnswer answer = try_once(trial, CheckRow::threads, trial.settings(), usual_input());
  trial.calls.backwards = false;
  return answer;
}

void try_threads(Trial& trial) {
  const auto differs = [&](const char* text) { trial.report(CheckRow::threads, text); };
  const TrialAnswer one = on_some_threads(trial, 1);
  if (!same_answer(one, backwards(trial)))
    differs("gives another result where the indices of a parallel_for come in another order");
  if (!same_answer(one, on_some_threads(trial, 4))) differs("gives another result on 4 threads than on 1");
  if (!same_answer(one, on_other_thread(trial))) differs("gives another result when another thread calls it");
}

// ---- batches ----

std::span<const float> image(const TrialAnswer& answer, std::size_t index, std::size_t count) {
  const std::size_t numbers = answer.pixels.size() / count;
  return std::span(answer.pixels).subspan(index * numbers, numbers);
}

// An augmentation in whole batches, and in parts in another order.
void try_batches(Trial& trial) {
  const std::vector<std::uint32_t> all = {0, 1, 2, 3, 4, 5, 6};
  const auto input = [](std::vector<std::uint32_t> samples) {
    TrialInput of{.count = static_cast<std::int64_t>(samples.size())};
    of.samples = std::move(samples);
    return of;
  };
  TrialUse use(trial.plugin, trial.settings());
  const TrialAnswer whole = call(trial, CheckRow::batches, use, input(all));
  if (whole.kind != Kind::done) return;
  const std::vector<std::vector<std::uint32_t>> parts = {{6}, {5, 4, 3}, {0, 2, 1}};
  for (const std::vector<std::uint32_t>& part : parts) {
    const TrialAnswer some = call(trial, CheckRow::batches, use, input(part));
    if (some.kind != Kind::done) return;
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (std::ranges::equal(image(some, i, part.size()), image(whole, part[i], all.size()))) continue;
      trial.report(CheckRow::batches, "gives another image for the same sample in another batch");
      return;
    }
  }
}

// ---- sizes, bounds, odd numbers ----

std::vector<TrialInput> odd_sizes(PluginKind kind) {
  std::vector<TrialInput> all = {{.count = 0},
                                 {.count = 1, .height = 5, .width = 7, .channels = 3},
                                 {.count = 1, .height = 1, .width = 1},
                                 {.count = 2, .height = 1, .width = 9, .channels = 2},
                                 {.count = 33, .height = 13, .width = 6},
                                 {.labels = false}};
  if (kind == PluginKind::analysis) all.push_back({.tables = false});
  return all;
}

void try_size(Trial& trial, const TrialInput& input) {
  try_once(trial, CheckRow::sizes, trial.settings(), input);
}

void try_bounds(Trial& trial, const TrialInput& input) {
  trial.calls.end = GuardedEnd::before;
  try_once(trial, CheckRow::bounds, trial.settings(), input);
  trial.calls.end = GuardedEnd::behind;
}

// What is not finite, or too large, may come out as that.
void try_numbers(Trial& trial, TrialNumbers numbers) {
  TrialInput input = usual_input();
  input.numbers = numbers;
  const std::string subject = text_of(input);
  trial.calls.board.set_subject(subject);
  TrialUse use(trial.plugin, trial.settings());
  TrialAnswer answer = use.call(input);
  const bool may_be_odd = numbers != TrialNumbers::constant;
  if (may_be_odd && answer.text.find("not finite") != std::string::npos) answer.kind = Kind::done;
  report_all(trial, CheckRow::odd_numbers, answer, subject);
}

// ---- limits ----

std::vector<Setting> changed(std::vector<Setting> settings, const TriedValue& tried) {
  settings[tried.parameter].value = tried.value;
  return settings;
}

void try_limit(Trial& trial, const TriedValue& tried) {
  try_once(trial, CheckRow::limits, changed(trial.settings(), tried), usual_input(),
           text_of(trial.bare, tried), limit_patience);
}

// All parameters at their first limit, or at their last.
void try_all_limits(Trial& trial, bool last) {
  std::vector<Setting> settings = trial.settings();
  std::vector<TriedValue> all = limits_of(trial.bare);
  if (!last) std::reverse(all.begin(), all.end());  // what comes later wins
  for (const TriedValue& tried : all) {
    const ParameterType type = trial.bare.parameters()[tried.parameter].type;
    if (type == ParameterType::integer || type == ParameterType::number) settings = changed(settings, tried);
  }
  try_once(trial, CheckRow::limits, settings, usual_input(),
           last ? "all numbers at their greatest" : "all numbers at their least", limit_patience);
}

// ---- state, leaks ----

void try_state(Trial& trial) {
  for (const char* change : trial.bare.changed_by_loading())
    trial.report(CheckRow::state, std::string("left ") + change + " changed in its constructors");
  try_once(trial, CheckRow::state, trial.settings(), usual_input());
}

void report_growth(Trial& trial, const char* subject, const std::function<void()>& work) {
  trial.calls.board.set_subject(subject);
  trial.calls.guarded = false;
  on_threads(1, [&] {
    for (const std::string& growth : growth_over(work))
      trial.report(CheckRow::leaks, growth + ", " + subject);
  });
  trial.calls.guarded = true;
  trial.calls.take_notes();
}

void try_leaks(Trial& trial) {
  TrialInput input{.count = 32, .height = 6, .width = 6};
  {
    TrialUse use(trial.plugin, trial.settings());
    report_growth(trial, "many calls of one use", [&] { use.call(input); });
  }
  report_growth(trial, "many uses", [&] { TrialUse(trial.plugin, trial.settings()).call(input); });
}

}  // namespace

std::vector<TrialCase> trial_cases(const Plugin& plugin) {
  std::vector<TrialCase> cases = {{CheckRow::declaration, try_declaration},
                                  {CheckRow::works, try_whether_it_works}};
  const bool augments = plugin.kind() == PluginKind::augmentation;
  if (augments) cases.push_back({CheckRow::works, try_test_images});
  for (const TrialInput& input : odd_sizes(plugin.kind()))
    cases.push_back({CheckRow::bounds, [input](Trial& trial) { try_bounds(trial, input); }});
  cases.push_back({CheckRow::same_bits, try_same_bits});
  cases.push_back({CheckRow::threads, try_threads});
  if (augments) cases.push_back({CheckRow::batches, try_batches});
  for (const TrialInput& input : odd_sizes(plugin.kind()))
    cases.push_back({CheckRow::sizes, [input](Trial& trial) { try_size(trial, input); }});
  for (const TriedValue& tried : limits_of(plugin))
    cases.push_back({CheckRow::limits, [tried](Trial& trial) { try_limit(trial, tried); }});
  for (const bool last : {false, true})
    cases.push_back({CheckRow::limits, [last](Trial& trial) { try_all_limits(trial, last); }});
  for (const TrialNumbers numbers :
       {TrialNumbers::constant, TrialNumbers::huge, TrialNumbers::infinite, TrialNumbers::not_a_number})
    cases.push_back({CheckRow::odd_numbers, [numbers](Trial& trial) { try_numbers(trial, numbers); }});
  cases.push_back({CheckRow::state, try_state});
  cases.push_back({CheckRow::leaks, try_leaks});
  return cases;
}

}  // namespace cae
