// Tries a plugin for everything that it must not do, in processes of their own, which it may crash.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/plugin_kit/check_row.h"

namespace cae {

struct PluginCheckCall {
  std::string path = {};
  std::vector<std::string> settings = {};  // "name=value" for its parameters, in place of the defaults
  std::vector<CheckRow> only = {};         // empty: all
  double seconds = 30.0;                   // what one of its calls may take
  // Is told what is being tried, about twenty times a second.
  std::function<void(CheckRow row, const std::string& call)> tick = {};
};

struct CheckedRow {
  CheckRow row = CheckRow::loads;
  std::vector<std::string> faults = {};
  bool interrupted = false;  // a fault of another row ended one of its trials

  bool passed() const { return faults.empty() && !interrupted; }
};

struct PluginCheck {
  std::string name = {}, version = {}, kind = {};  // "" where it does not load
  std::vector<CheckedRow> rows = {};

  bool passed() const;
};

// Diagnostics where there is nothing to try: no such file, no shared object, an unknown setting.
Result<PluginCheck> check_plugin(const PluginCheckCall& call);

}  // namespace cae
