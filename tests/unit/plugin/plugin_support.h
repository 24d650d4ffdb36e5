// Finding and using the shipped plugins and the fixtures.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "framework/plugin/plugin_host.h"

namespace cae::test {

inline const std::string shipped_folder = CAE_BINARY_DIR "/lib/cae-lab/plugins";
inline const std::string fixture_folder = CAE_BINARY_DIR "/tests/plugin_fixtures";

inline Place place_at(int line, int column = 5) {
  return {.file = "exp.yaml", .line = line, .column = column};
}

// A use on line 9 of exp.yaml, its settings on the lines from 10 on.
inline PluginUse use_of(const std::string& plugin,
                        const std::vector<std::pair<std::string, SettingValue>>& settings) {
  PluginUse use{.plugin = plugin, .place = place_at(9)};
  for (const auto& [name, value] : settings) {
    use.settings.push_back({name, value, place_at(10 + static_cast<int>(use.settings.size()))});
  }
  return use;
}

inline PluginInstance instance_of(const PluginUse& use, PluginList list, std::uint64_t seed = 1,
                                  std::size_t position = 0) {
  const auto resolved = resolve_plugin(use, list, {shipped_folder, fixture_folder});
  if (!resolved) throw Failure(resolved.diagnostics());
  return PluginInstance::create(*resolved, seed, position).take();
}

// The metrics of an output by their names.
inline std::map<std::string, double> numbers_of(const PluginOutput& output) {
  std::map<std::string, double> numbers;
  for (const PluginMetric& metric : output.metrics) numbers[metric.name] = metric.value;
  return numbers;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("cae-plugin-test-" + std::to_string(getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace cae::test
