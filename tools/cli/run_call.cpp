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
constexpr const char* variable = "CAE_LAB_CALL";

}  // namespace

CallRecord call_record(const RunArguments& arguments, const Experiment& experiment) {
  CallRecord call{.command = arguments.command, .options = options_json(arguments), .runs = {}};
  for (const RunConfig& run : experiment.runs) call.runs.push_back({run.variant, run.train.seed});
  return call;
}

void pass_on_call(std::int64_t call) {
  ::setenv(variable, std::to_string(call).c_str(), 1);
}

std::optional<std::int64_t> passed_on_call(const RunStore& store, const RunConfig& run) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return {};
  const std::string_view digits = text;
  std::int64_t id = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), id).ec != std::errc()) return {};
  const Result<CallRecord> call = store.call(id);
  const bool chosen = call && std::any_of(call->runs.begin(), call->runs.end(),
                                          [&](const ChosenRun& one) { return is_run(one, run); });
  return chosen ? std::optional<std::int64_t>(id) : std::nullopt;
}

}  // namespace cae::cli
