// Names in the store: of runs, states and moments.
#include <fmt/format.h>

#include <array>
#include <cctype>
#include <ctime>

#include "framework/store/store_state.h"

namespace cae {
namespace {

constexpr std::array<const char*, 5> status_names = {"running", "done", "stopped", "failed", "interrupted"};
constexpr std::size_t longest_part = 48;  // file names end at 255 bytes

std::string as_file_name(std::string_view text) {
  std::string name;
  for (const char raw : text.substr(0, longest_part)) {
    const auto byte = static_cast<unsigned char>(raw);
    const bool kept = byte < 0x80 && (std::isalnum(byte) != 0 || raw == '.' || raw == '_' || raw == '-');
    name += kept ? raw : '-';
  }
  return name;
}

}  // namespace

const char* name_of(RunStatus status) {
  return status_names[static_cast<std::size_t>(status)];
}

namespace store {

RunStatus status_of(std::string_view name) {
  for (std::size_t i = 0; i < status_names.size(); ++i) {
    if (name == status_names[i]) return static_cast<RunStatus>(i);
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

std::string run_name(std::int64_t id, const RunRecord& record) {
  const std::string variant = record.variant.empty() ? "" : "-" + as_file_name(record.variant);
  return fmt::format("{:04}-{}{}-s{}", id, as_file_name(record.experiment), variant, record.seed);
}

}  // namespace store
}  // namespace cae
