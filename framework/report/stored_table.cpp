#include "framework/report/stored_table.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "framework/base/files.h"

namespace cae {
namespace {

constexpr std::uint64_t largest_csv = std::uint64_t{64} << 20;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// One line below the header; false where it is not what the header says.
bool read_row(std::string_view line, bool has_samples, bool has_labels, Table& table) {
  const std::vector<std::string_view> cells = split(line, ',');
  const std::size_t first = (has_samples ? 1 : 0) + (has_labels ? 1 : 0);
  if (cells.size() != first + table.columns.size()) return false;
  std::int64_t number = 0;
  if (has_samples) {
    if (!read_number(cells[0], number) || number < 0) return false;
    table.samples.push_back(number);
  }
  if (has_labels) {
    if (!read_number(cells[first - 1], number)) return false;
    table.labels.push_back(number);
  }
  for (std::size_t i = first; i < cells.size(); ++i) {
    double value = 0.0;
    if (!read_number(cells[i], value)) return false;
    table.values.push_back(value);
  }
  return true;
}

// The word that an analysis was given; "" where it takes none of this name.
std::string setting(const AnalysisRecord& analysis, const char* name) {
  const nlohmann::json settings = nlohmann::json::parse(analysis.settings, nullptr, false);
  if (!settings.is_object() || !settings.contains(name) || !settings[name].is_string()) return "";
  return settings[name];
}

}  // namespace

std::optional<Table> parse_table_csv(std::string_view text) {
  std::vector<std::string_view> lines = split(text, '\n');
  if (lines.size() < 2 || !lines.back().empty()) return std::nullopt;
  lines.pop_back();
  std::vector<std::string_view> header = split(lines.front(), ',');
  const bool has_samples = header.front() == "sample";
  const std::size_t second = has_samples ? 1 : 0;
  const bool has_labels = header.size() > second && header[second] == "label";
  Table table;
  for (std::size_t i = second + (has_labels ? 1 : 0); i < header.size(); ++i)
    table.columns.emplace_back(header[i]);
  if (table.columns.empty()) return std::nullopt;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!read_row(lines[i], has_samples, has_labels, table)) return std::nullopt;
  }
  return table;
}

std::vector<RecordedTable> recorded_tables(const RunStore& store, const std::vector<AnalysisRecord>& analyses,
                                           const std::vector<ArtefactRecord>& artefacts) {
  std::vector<RecordedTable> tables;
  for (const AnalysisRecord& analysis : analyses) {
    if (analysis.status != AnalysisStatus::done) continue;
    for (const ArtefactRecord& artefact : artefacts) {
      if (artefact.kind != "table" || artefact.analysis != analysis.name || !artefact.path.ends_with(".csv"))
        continue;
      const Result<std::string> text = read_file(store.directory() + "/" + artefact.path, largest_csv);
      std::optional<Table> table = text ? parse_table_csv(*text) : std::nullopt;
      if (!table) continue;
      table->name = std::filesystem::path(artefact.path).stem().string();
      table->origin.from = artefact.images.value_or(ImageSet::test);
      tables.push_back({.analysis = analysis.name,
                        .weights = analysis.weights,
                        .from = table->origin.from,
                        .clean = setting(analysis, "view") == "clean",
                        .path = artefact.path,
                        .table = *std::move(table)});
    }
  }
  return tables;
}

std::vector<RecordedTable> recorded_image_tables(const RunStore& store,
                                                 const std::vector<AnalysisRecord>& analyses,
                                                 const std::vector<ArtefactRecord>& artefacts) {
  std::vector<RecordedTable> tables = recorded_tables(store, analyses, artefacts);
  std::erase_if(tables, [](const RecordedTable& table) { return table.table.samples.empty(); });
  return tables;
}

}  // namespace cae
