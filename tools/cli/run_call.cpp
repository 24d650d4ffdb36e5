#include "tools/cli/run_call.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "framework/run/left_runs.h"
#include "tools/cli/run_options.h"

namespace cae::cli {
namespace {

// An option would be in the recorded command, and a repeated run would belong to the old call.
constexpr const char* call_variable = "CAE_LAB_CALL";
constexpr const char* pause_variable = "CAE_LAB_PAUSE_AFTER";
constexpr const char* number_variable = "CAE_LAB_RUN_NUMBER";
constexpr const char* count_variable = "CAE_LAB_RUN_COUNT";

std::optional<std::int64_t> number_of(const char* variable) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return {};
  const std::string_view digits = text;
  std::int64_t number = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc()) return {};
  return number;
}

}  // namespace

CallRecord call_record(const RunArguments& arguments, const Experiment& experiment) {
  CallRecord call{.command = arguments.command, .options = options_json(arguments), .runs = {}};
  for (const RunConfig& run : experiment.runs) call.runs.push_back({run.variant, run.train.seed});
  return call;
}

void pass_on_call(std::int64_t call) {
  ::setenv(call_variable, std::to_string(call).c_str(), 1);
}

std::optional<std::int64_t> passed_on_call(const RunStore& store, const RunConfig& run) {
  const std::optional<std::int64_t> id = number_of(call_variable);
  if (!id) return {};
  const Result<CallRecord> call = store.call(*id);
  const bool chosen = call && std::any_of(call->runs.begin(), call->runs.end(),
                                          [&](const ChosenRun& one) { return is_run(one, run); });
  return chosen ? id : std::nullopt;
}

void pass_on_pause(std::int64_t epoch) {
  ::setenv(pause_variable, std::to_string(epoch).c_str(), 1);
}

std::optional<std::int64_t> passed_on_pause() {
  return number_of(pause_variable);
}

void pass_on_place(const RunPlace& place) {
  ::setenv(number_variable, std::to_string(place.number).c_str(), 1);
  ::setenv(count_variable, std::to_string(place.of).c_str(), 1);
}

std::optional<RunPlace> passed_on_place() {
  const auto number = number_of(number_variable), of = number_of(count_variable);
  if (!number || !of) return {};
  return RunPlace{.number = static_cast<std::size_t>(*number), .of = static_cast<std::size_t>(*of)};
}

}  // namespace cae::cli
