// Names in the store: of runs, states and moments.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>

#include "framework/base/file_name_part.h"
#include "framework/base/name.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

constexpr std::array<const char*, 5> run_status_names = {"running", "done", "stopped", "failed",
                                                         "interrupted"};

}  // namespace

const char* name_of(RunStatus status) {
  return run_status_names[static_cast<std::size_t>(status)];
}

namespace store {

RunStatus status_of(std::string_view name) {
  for (std::size_t i = 0; i < run_status_names.size(); ++i) {
    if (name == run_status_names[i]) return static_cast<RunStatus>(i);
  }
  return RunStatus::failed;  // the table's CHECK allows no other
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  gmtime_r(&now, &parts);
  std::array<char, 32> text = {};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

bool is_run_name(std::string_view text) {
  constexpr std::size_t longest_file_name = 255;
  return is_name(text, longest_file_name) && text[0] >= '0' && text[0] <= '9';
}

bool is_inside_store(const std::string& text) {
  const std::filesystem::path path = text;
  return !text.empty() && text.find('\0') == std::string::npos && path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

std::string run_name(std::int64_t id, const RunRecord& record) {
  const std::string variant = record.variant.empty() ? "" : "-" + file_name_part(record.variant);
  return fmt::format("{:04}-{}{}-s{}", id, file_name_part(record.experiment), variant, record.seed);
}

}  // namespace store
}  // namespace cae
