#include "tools/cli/plugin_check_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "tools/cli/folded.h"
#include "tools/cli/json_text.h"
#include "tools/cli/text_table.h"

namespace cae::cli {
namespace {

std::string result_of(const CheckedRow& row) {
  return !row.faults.empty() ? "failed" : row.interrupted ? "not done" : "ok";
}

TextColour colour_of(const CheckedRow& row) {
  return !row.faults.empty() ? TextColour::red : row.interrupted ? TextColour::yellow : TextColour::green;
}

std::string meaning_of_row(const CheckedRow& row) {
  if (row.faults.empty() && row.interrupted) return "ended by what 'bounds' says";
  return std::string(meaning_of(row.row));
}

// A fault without where exactly, and what the call was made with.
std::string kind_of(const std::string& fault) {
  return fault.substr(0, fault.find(','));
}

// Of faults that differ in what the call was made with, the first.
std::string faults_text(const CheckedRow& row) {
  std::string text;
  std::vector<std::string> kinds;
  for (const std::string& fault : row.faults) {
    const std::string kind = kind_of(fault);
    if (std::ranges::find(kinds, kind) != kinds.end()) continue;
    kinds.push_back(kind);
    const auto like_it = std::ranges::count(row.faults, kind, kind_of) - 1;
    text += "  " + word_of(row.row) + ": " + visible(fault);
    text += like_it > 0 ? fmt::format(" (and {} more like it)\n", like_it) : "\n";
  }
  return text;
}

}  // namespace

std::size_t failed_rows(const PluginCheck& check) {
  return static_cast<std::size_t>(
      std::ranges::count_if(check.rows, [](const CheckedRow& row) { return !row.passed(); }));
}

std::string plugin_check_text(const std::string& path, const PluginCheck& check) {
  std::string text = check.name.empty() ? visible(path) + "\n"
                                        : fmt::format("{} {} ({}): {}\n", visible(check.name),
                                                      visible(check.version), check.kind, visible(path));
  TextTable table({{"check"}, {"result"}, {"what is tried"}});
  std::string faults;
  for (const CheckedRow& row : check.rows) {
    table.add({{word_of(row.row)}, {result_of(row), colour_of(row)}, {meaning_of_row(row)}});
    faults += faults_text(row);
  }
  text += table.text();
  return faults.empty() ? text : text + "\n" + faults;
}

std::string plugin_check_json(const std::string& path, const PluginCheck& check) {
  Json rows = Json::array();
  for (const CheckedRow& row : check.rows) {
    rows.push_back({{"check", word_of(row.row)}, {"result", result_of(row)}, {"faults", row.faults}});
  }
  return json_text({{"plugin", text_or_null(check.name)},
                    {"version", text_or_null(check.version)},
                    {"kind", text_or_null(check.kind)},
                    {"path", path},
                    {"passed", check.passed()},
                    {"checks", rows}}) +
         "\n";
}

void PluginCheckLine::show(CheckRow row, const std::string& call) {
  if (!wanted_ || !has_live_lines() || std::chrono::steady_clock::now() - began_ < std::chrono::seconds(1))
    return;
  const std::string line = word_of(row) + ": " + visible(call);
  print("\r\x1b[K" + line.substr(0, static_cast<std::size_t>(output_width() - 1)));
  flush_output();
  shown_ = true;
}

void PluginCheckLine::clear() {
  if (shown_) print("\r\x1b[K");
  shown_ = false;
}

}  // namespace cae::cli
