#include "framework/plugin_kit/plugin_check.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "framework/plugin_kit/trial_process.h"

namespace cae {
namespace {

using Json = nlohmann::json;

// Nothing of the file ran, or it is not what the caller means.
bool is_wrong_call(const std::string& code) {
  return code == "E602" || code == "E603" || code == "E604" || (code >= "E611" && code <= "E615");
}

class Findings {
 public:
  explicit Findings(const std::vector<CheckRow>& only) : only_(only) {}

  void add(const std::string& line) {
    const Json record = Json::parse(line, nullptr, false);
    if (record.contains("name")) {
      check_.name = record["name"];
      check_.version = record["version"];
      check_.kind = record["kind"];
    }
    if (record.contains("tried")) row(*from_word<CheckRow>(record["tried"].get<std::string>()));
    if (record.contains("fault"))
      add_fault(*from_word<CheckRow>(record["row"].get<std::string>()), record["fault"]);
    if (record.contains("diagnostics")) add_diagnostics(record["diagnostics"]);
  }

  void add_fault(CheckRow of, const std::string& fault) {
    std::vector<std::string>& faults = row(of).faults;
    if (std::find(faults.begin(), faults.end(), fault) == faults.end()) faults.push_back(fault);
  }
  void interrupt(CheckRow of) { row(of).interrupted = true; }

  Result<PluginCheck> take() {
    if (!wrong_call_.empty()) return wrong_call_;
    std::erase_if(check_.rows, [&](const CheckedRow& one) {
      const bool asked = only_.empty() || std::find(only_.begin(), only_.end(), one.row) != only_.end();
      return !asked && one.passed();
    });
    return std::move(check_);
  }

 private:
  // In the order of the enum.
  CheckedRow& row(CheckRow of) {
    const auto place = std::lower_bound(check_.rows.begin(), check_.rows.end(), of,
                                        [](const CheckedRow& one, CheckRow row) { return one.row < row; });
    return place != check_.rows.end() && place->row == of ? *place : *check_.rows.insert(place, {.row = of});
  }

  void add_diagnostics(const Json& diagnostics) {
    for (const Json& one : diagnostics) {
      if (is_wrong_call(one["code"])) {
        wrong_call_.push_back({.code = one["code"], .message = one["message"], .help = one["help"]});
      } else {
        add_fault(CheckRow::loads, one["message"]);
      }
    }
  }

  const std::vector<CheckRow>& only_;
  PluginCheck check_;
  Diagnostics wrong_call_;
};

}  // namespace

bool PluginCheck::passed() const {
  return std::ranges::all_of(rows, &CheckedRow::passed);
}

Result<PluginCheck> check_plugin(const PluginCheckCall& call) {
  TrialBoard board;
  const TrialRecords records;
  std::vector<std::pair<CheckRow, std::string>> crashes;
  std::set<CheckRow> interrupted;
  for (std::size_t first = 0;;) {
    const TrialEnd end = run_trials(call, first, board, records);
    if (end.well) break;
    const CheckRow row = board.row();
    const bool outside = !board.fault().empty();  // of its memory
    crashes.emplace_back(outside ? CheckRow::bounds : row, end.fault + " in " + board.call());
    if (outside && row != CheckRow::bounds) interrupted.insert(row);
    if (row == CheckRow::loads || row == CheckRow::end) break;
    first = board.case_number() + 1;
  }
  Findings findings(call.only);
  for (const std::string& line : records.lines()) findings.add(line);
  for (const auto& [row, fault] : crashes) findings.add_fault(row, fault);
  for (const CheckRow row : interrupted) findings.interrupt(row);
  return findings.take();
}

}  // namespace cae
