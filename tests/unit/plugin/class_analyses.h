// The golden files of the analyses of classes, and calls of these analyses with tables.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae::test {

using Settings = std::vector<std::pair<std::string, SettingValue>>;

// What tests/golden/make_class_analyses.py wrote.
class ClassGolden {
 public:
  explicit ClassGolden(const std::string& name) {
    std::ifstream file(CAE_SOURCE_DIR "/tests/golden/class-analyses/" + name);
    for (std::string line; std::getline(file, line);) {
      std::istringstream words(line);
      std::size_t count = 0;
      std::string key;
      if (!(words >> key >> count)) continue;  // the comment
      std::vector<double>& values = lists_[key];
      for (double value = 0.0; words >> value;) values.push_back(value);
      REQUIRE(values.size() == count);
    }
  }

  const std::vector<double>& list(const std::string& key) const { return lists_.at(key); }
  double number(const std::string& key) const { return list(key).at(0); }

  // "tested" or "train", as a table of test or training images.
  Table table(const std::string& part) const {
    Table table{.name = "latent-code" + std::string(part == "train" ? "-train" : ""),
                .columns = {},
                .values = list(part),
                .samples = {},
                .labels = {},
                .origin = {.from = part == "train" ? ImageSet::training : ImageSet::test}};
    for (double& value : table.values) value = static_cast<float>(value);  // as scikit-learn was given them
    for (const double label : list(part + "_labels")) {
      table.samples.push_back(static_cast<std::int64_t>(7 * table.labels.size()));
      table.labels.push_back(static_cast<std::int64_t>(label));
    }
    for (std::size_t i = 1; i <= table.values.size() / table.labels.size(); ++i)
      table.columns.push_back("code_" + std::to_string(i));
    return table;
  }

 private:
  std::map<std::string, std::vector<double>> lists_;
};

inline Result<PluginOutput> analyse_tables(const std::string& plugin, const Settings& settings,
                                           const std::vector<const Table*>& tables) {
  return instance_of(use_of(plugin, settings), PluginList::analyse).analyse(nullptr, tables);
}

// A small table of rows with two numbers each.
inline Table pairs_table(std::vector<double> values, std::vector<std::int64_t> labels) {
  Table table{.name = "t",
              .columns = {"a", "b"},
              .values = std::move(values),
              .samples = {},
              .labels = std::move(labels)};
  for (std::size_t row = 0; row < table.rows(); ++row)
    table.samples.push_back(static_cast<std::int64_t>(row));
  return table;
}

// The message of the first error.
inline std::string refusal(const Result<PluginOutput>& result) {
  return result ? "" : result.diagnostics().at(0).message;
}

inline const Table& table_called(const PluginOutput& output, const char* name) {
  for (const DrawnTable& drawn : output.tables) {
    if (drawn.table.name == name) return drawn.table;
  }
  throw std::runtime_error(std::string("no table '") + name + "'");
}

inline std::vector<double> column_of(const Table& table, std::size_t column) {
  std::vector<double> values;
  for (std::size_t row = 0; row < table.rows(); ++row)
    values.push_back(table.values[row * table.columns.size() + column]);
  return values;
}

// The metric of a split and a class; NaN if there is none.
inline double metric_of(const PluginOutput& output, const std::string& name,
                        const std::string& split = "test", const std::string& class_name = "") {
  for (const PluginMetric& metric : output.metrics) {
    if (metric.name == name && metric.split == split && metric.class_name == class_name) return metric.value;
  }
  return std::nan("");
}

inline void check_close(const std::vector<double>& ours, const std::vector<double>& theirs, double margin) {
  REQUIRE(ours.size() == theirs.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < ours.size(); ++i) largest = std::max(largest, std::fabs(ours[i] - theirs[i]));
  CHECK(largest < margin);
}

}  // namespace cae::test
