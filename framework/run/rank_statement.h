// What the ranks of a run compare before its first step: whatever the bits depend on.
#pragma once

#include <string>
#include <vector>

#include "framework/base/diagnostic.h"
#include "framework/plugin/plugin_host.h"
#include "framework/store/run_record.h"

namespace cae {

struct RankStatement {
  std::string host = {};
  std::string version = {};  // of cae-lab
  std::string program = {};  // the sum of its file
  std::string onednn = {};
  std::string isa = {};
  std::string settings = {};  // of the run, resolved by this program
  std::vector<PluginRecord> plugins = {};
  std::vector<InputRecord> inputs = {};
  std::string problem = {};  // why it cannot take part, or ""
};
std::string text_of(const RankStatement& statement);
RankStatement rank_statement(const std::string& text);

// With what is true of this process, whatever the run.
RankStatement own_statement(const std::string& version);
std::vector<PluginRecord> plugin_records(const std::vector<ResolvedPlugin>& plugins);

// E973 and E974, one for each rank that cannot take part, with what is in its way first.
Diagnostics compare(const std::vector<RankStatement>& statements);

}  // namespace cae
