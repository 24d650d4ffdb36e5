#include "framework/run/changed_inputs.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "framework/base/catalogue/resume.h"
#include "framework/base/count_text.h"

namespace cae {
namespace {

const InputRecord* of_role(const std::vector<InputRecord>& inputs, const std::string& role) {
  const auto found = std::find_if(inputs.begin(), inputs.end(),
                                  [&](const InputRecord& input) { return input.role == role; });
  return found == inputs.end() ? nullptr : &*found;
}

// The same file or folder, whatever is read of it.
bool same_bytes(const InputRecord& a, const InputRecord& b) {
  return a.sum == b.sum && a.bytes == b.bytes && a.files == b.files && a.sampled == b.sampled &&
         (!a.sampled || a.modified_ns == b.modified_ns);
}

bool differ_in_time_alone(const InputRecord& a, const InputRecord& b) {
  return a.sampled && b.sampled && a.sum == b.sum && a.bytes == b.bytes && a.array == b.array;
}

bool is_of_labels(const InputRecord& input) {
  return input.role.ends_with("labels");
}

std::string utc(std::int64_t nanoseconds) {
  const auto seconds = static_cast<std::time_t>(nanoseconds / 1'000'000'000);
  std::tm parts = {};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text = {};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  return std::string(text.data()) + "." +
         std::to_string(1'000'000'000 + nanoseconds % 1'000'000'000).substr(1) + "Z";
}

}  // namespace

std::string input_text(const InputRecord& input) {
  constexpr std::size_t digits = 12;  // of the sum: enough to tell two apart by eye
  return (input.array.empty() ? "" : "array " + catalogue::in_quotes(input.array) + " of ") +
         (input.files == 1 ? "" : counted(input.files, "file") + ", ") + counted(input.bytes, "byte") + ", " +
         (input.sampled ? "last changed " + utc(input.modified_ns) + ", samples " : "sha256 ") +
         input.sum.substr(0, digits);
}

Status check_inputs(const std::string& run, const std::vector<InputRecord>& then,
                    const std::vector<InputRecord>& now) {
  Diagnostics problems;
  for (const InputRecord& before : then) {
    const InputRecord* today = of_role(now, before.role);
    if (today == nullptr && is_of_labels(before)) continue;
    if (today == nullptr) {
      problems.push_back(catalogue::input_changed(
          run, {.role = before.role, .path = before.path, .then = input_text(before), .now = {}}));
    } else if (!same_bytes(before, *today) || before.array != today->array) {
      problems.push_back(catalogue::input_changed(run, {.role = before.role,
                                                        .path = today->path,
                                                        .then = input_text(before),
                                                        .now = input_text(*today),
                                                        .path_then = before.path,
                                                        .only_time = differ_in_time_alone(before, *today),
                                                        .only_array = same_bytes(before, *today)}));
    }
  }
  for (const InputRecord& today : now) {
    if (of_role(then, today.role) != nullptr || is_of_labels(today)) continue;
    problems.push_back(catalogue::input_changed(
        run, {.role = today.role, .path = today.path, .then = {}, .now = input_text(today)}));
  }
  if (!problems.empty()) return problems;
  return Done{};
}

}  // namespace cae
