// What `plugin check` shows.
#pragma once

#include <chrono>
#include <string>

#include "framework/plugin_kit/plugin_check.h"

namespace cae::cli {

// A table with a row a check; under a row that failed its faults.
std::string plugin_check_text(const std::string& path, const PluginCheck& check);
std::string plugin_check_json(const std::string& path, const PluginCheck& check);
std::size_t failed_rows(const PluginCheck& check);

// On a terminal, what is being tried, from the first second on.
class PluginCheckLine {
 public:
  explicit PluginCheckLine(bool wanted) : wanted_(wanted) {}
  void show(CheckRow row, const std::string& call);
  void clear();

 private:
  bool wanted_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace cae::cli
