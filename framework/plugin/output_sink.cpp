#include "framework/plugin/output_sink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "framework/base/name.h"
#include "framework/plugin/plugin_text.h"
#include "framework/plugin/use_names.h"

namespace cae {
namespace {

// Limits of the whole output of one call.
constexpr std::size_t most_pixels = std::size_t{1} << 28;
constexpr std::size_t most_tables = 1000;
constexpr std::size_t most_pictures = 1000;
constexpr std::size_t most_metrics = 10000;
// Limits of one table.
constexpr std::size_t most_columns = std::size_t{1} << 20;
// Together with the file's ending it stays below the limit of file systems.
constexpr std::size_t longest_name = 160;

// The pictures that cae-lab itself puts into the folder of every run.
constexpr std::array<std::string_view, 2> reserved_names = {losses_picture, reconstructions_picture};

// A plugin fills the numbers through a pointer, so they must not move when the next table or picture is
// added.
static_assert(std::is_nothrow_move_constructible_v<DrawnTable> &&
              std::is_nothrow_move_constructible_v<Picture>);

std::optional<TableDrawing> drawing_of(const std::string& text) {
  if (text.empty()) return TableDrawing::none;
  if (text == "scatter") return TableDrawing::scatter;
  if (text == "heatmap") return TableDrawing::heatmap;
  if (text == "histogram") return TableDrawing::histogram;
  return std::nullopt;
}

}  // namespace

OutputSink::OutputSink(HostServices& services) : services_(services) {
  results_ = {.struct_size = sizeof(cae_results),
              .context = this,
              .add_table = &OutputSink::add_table,
              .add_metric = &OutputSink::add_metric,
              .add_picture = &OutputSink::add_picture,
              .add_memory = [](void*, std::uint64_t) {},
              .add_metric_of = &OutputSink::add_metric_of};
}

void OutputSink::refuse(std::string text) {
  services_.complain({.kind = PluginComplaint::Kind::broken_contract, .text = std::move(text)});
}

// The split or class of a metric, which may be of none.
bool OutputSink::allows_part(const char* part, const char* name) {
  return (name != nullptr && *name == '\0') || allows(std::string("a metric of the ") + part, name);
}

bool OutputSink::allows(std::string_view thing, const char* name) {
  if (name != nullptr && is_name({name, strnlen(name, longest_name + 1)}, longest_name)) return true;
  refuse("adds " + std::string(thing) +
         (name == nullptr ? " without a name" : " called '" + plugin_text(name) + "'") + "; a name is 1 to " +
         std::to_string(longest_name) +
         " letters, digits, '-', '_' and '.', and begins with a letter or a digit");
  return false;
}

// Whether a table of this size is allowed; its numbers are not read.
bool OutputSink::has_place(const std::string& table, std::size_t rows, std::size_t columns) {
  const std::string size = std::to_string(rows) + " x " + std::to_string(columns);
  if (output_.tables.size() >= most_tables) {
    refuse("adds more than " + std::to_string(most_tables) + " tables");
  } else if (columns == 0) {
    refuse("adds the table '" + table + "' without columns");
  } else if (columns > most_columns) {
    refuse("adds the table '" + table + "' of " + size + " numbers; the limit is " +
           std::to_string(most_columns) + " columns");
  } else if (exceeds(rows, columns, most_numbers - numbers_)) {
    refuse("adds the table '" + table + "' of " + size + " numbers, more than the limit of " +
           std::to_string(most_numbers) + (numbers_ == 0 ? "" : " for all tables of a call"));
  } else {
    return true;
  }
  return false;
}

double* OutputSink::add_table(void* context, const char* name, std::size_t rows, std::size_t columns,
                              const char* const* column_names, const std::int64_t* samples,
                              const std::int64_t* labels, const char* draw) {
  OutputSink& sink = self(context);
  try {
    if (!sink.allows("a table", name) || !sink.has_place(name, rows, columns)) return nullptr;
    DrawnTable drawn;
    drawn.table.name = name;
    const std::string which = "the table '" + drawn.table.name + "'";
    const auto drawing = drawing_of(plugin_text(draw));
    if (column_names == nullptr) {
      sink.refuse("adds " + which + " without names of its columns");
      return nullptr;
    }
    if (!drawing || (*drawing == TableDrawing::scatter && columns < 2)) {
      sink.refuse("adds " + which + " of " + std::to_string(rows) + " x " + std::to_string(columns) +
                  " to be drawn as '" + plugin_text(draw) + "'");
      return nullptr;
    }
    for (std::size_t i = 0; i < columns; ++i) {
      if (!sink.allows(which + " with a column", column_names[i])) return nullptr;
      drawn.table.columns.emplace_back(column_names[i]);
    }
    drawn.table.values.reserve(std::max<std::size_t>(rows * columns, 1));  // NULL would mean a refusal
    drawn.table.values.resize(rows * columns);
    if (samples != nullptr) drawn.table.samples.assign(samples, samples + rows);
    if (labels != nullptr) drawn.table.labels.assign(labels, labels + rows);
    drawn.drawing = *drawing;
    sink.output_.tables.push_back(std::move(drawn));
    sink.numbers_ += rows * columns;
    return sink.output_.tables.back().table.values.data();
  } catch (const std::exception&) {
    sink.refuse("adds a table of " + std::to_string(rows) + " x " + std::to_string(columns) +
                " numbers, for which there is not enough memory");
  }
  return nullptr;
}

void OutputSink::add_metric(void* context, const char* name, double value) {
  add_metric_of(context, name, "", "", value);
}

void OutputSink::add_metric_of(void* context, const char* name, const char* split, const char* class_name,
                               double value) {
  OutputSink& sink = self(context);
  try {
    if (sink.output_.metrics.size() >= most_metrics) {
      sink.refuse("adds more than " + std::to_string(most_metrics) + " metrics; a table holds more");
    } else if (sink.allows("a metric", name) && sink.allows_part("split", split) &&
               sink.allows_part("class", class_name)) {
      sink.output_.metrics.push_back({name, value, split, class_name});
    }
  } catch (const std::exception&) {
    sink.refuse("adds a metric for which there is not enough memory");
  }
}

std::uint8_t* OutputSink::add_picture(void* context, const char* name, std::size_t width,
                                      std::size_t height) {
  OutputSink& sink = self(context);
  const std::string size = std::to_string(width) + " x " + std::to_string(height);
  try {
    if (!sink.allows("a picture", name)) return nullptr;
    if (sink.output_.pictures.size() >= most_pictures) {
      sink.refuse("adds more than " + std::to_string(most_pictures) + " pictures");
      return nullptr;
    }
    if (width == 0 || height == 0 || exceeds(width, height, most_pixels - sink.pixels_)) {
      sink.refuse("adds the picture '" + std::string(name) + "' of " + size +
                  " pixels; all pictures of a call have 1 to " + std::to_string(most_pixels));
      return nullptr;
    }
    Picture picture{name, static_cast<std::int64_t>(width), static_cast<std::int64_t>(height),
                    std::vector<std::uint8_t>(width * height * 3)};
    sink.output_.pictures.push_back(std::move(picture));
    sink.pixels_ += width * height;
    return sink.output_.pictures.back().pixels.data();
  } catch (const std::exception&) {
    sink.refuse("adds a picture of " + size + " pixels, for which there is not enough memory");
    return nullptr;
  }
}

// The file names of the tables and pictures of the output, without their endings, must differ.
std::string OutputSink::name_problem() const {
  std::vector<std::string_view> tables, drawn;
  const auto taken = [](const auto& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view other) { return same_file_name(other, name); });
  };
  const auto own = [&](std::string_view name) { return taken(reserved_names, name); };
  for (const DrawnTable& table : output_.tables) {
    const std::string& name = table.table.name;
    if (own(name)) return "gives a table called '" + name + "', as a file of every run is";
    if (taken(tables, name)) return "gives two tables called '" + name + "'";
    tables.push_back(name);
    if (table.drawing != TableDrawing::none) drawn.push_back(name);
  }
  for (const Picture& picture : output_.pictures) {
    if (own(picture.name)) return "gives a picture called '" + picture.name + "', as a file of every run is";
    if (taken(drawn, picture.name)) return "gives two pictures called '" + picture.name + "'";
    drawn.push_back(picture.name);
  }
  return "";
}

std::string OutputSink::problem() const {
  if (std::string problem = name_problem(); !problem.empty()) return problem;
  for (const DrawnTable& drawn : output_.tables) {
    const Table& table = drawn.table;
    for (std::size_t k = 0; k < table.values.size(); ++k) {
      if (!std::isfinite(table.values[k])) {
        return "gives a number that is not finite in row " + std::to_string(k / table.columns.size() + 1) +
               ", column '" + table.columns[k % table.columns.size()] + "' of the table '" + table.name + "'";
      }
    }
  }
  for (const PluginMetric& metric : output_.metrics) {
    if (!std::isfinite(metric.value))
      return "gives a number that is not finite as the metric '" + metric.name + "'";
  }
  return "";
}

}  // namespace cae
