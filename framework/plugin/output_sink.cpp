#include "framework/plugin/output_sink.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <type_traits>
#include <utility>

#include "framework/plugin/plugin_text.h"

namespace cae {
namespace {

constexpr std::size_t most_numbers = std::size_t{1} << 28;  // 2 GiB of doubles
constexpr std::size_t most_pixels = std::size_t{1} << 28;

// The numbers handed out for a plugin to fill must stay where they are when the next table or picture is
// added.
static_assert(std::is_nothrow_move_constructible_v<DrawnTable> &&
              std::is_nothrow_move_constructible_v<Picture>);

// Is a * b above the limit, also where the product would overflow?
bool exceeds(std::size_t a, std::size_t b, std::size_t limit) {
  return b != 0 && a > limit / b;
}

std::optional<TableDrawing> drawing_of(const std::string& text) {
  if (text.empty()) return TableDrawing::none;
  if (text == "scatter") return TableDrawing::scatter;
  if (text == "heatmap") return TableDrawing::heatmap;
  return std::nullopt;
}

}  // namespace

OutputSink::OutputSink(HostServices& services) : services_(services) {
  results_ = {.struct_size = sizeof(cae_results),
              .context = this,
              .add_table = &OutputSink::add_table,
              .add_metric = &OutputSink::add_metric,
              .add_picture = &OutputSink::add_picture};
}

void OutputSink::refuse(std::string text) {
  services_.complain({.kind = PluginComplaint::Kind::broken_contract, .text = std::move(text)});
}

double* OutputSink::add_table(void* context, const char* name, std::size_t rows, std::size_t columns,
                              const char* const* column_names, const std::int64_t* samples,
                              const std::int64_t* labels, const char* draw) {
  OutputSink& sink = self(context);
  try {
    DrawnTable drawn;
    drawn.table.name = plugin_text(name);
    const std::string which = "the table '" + drawn.table.name + "'";
    const auto drawing = drawing_of(plugin_text(draw));
    const std::string size = std::to_string(rows) + " x " + std::to_string(columns);
    if (drawn.table.name.empty() || columns == 0 || column_names == nullptr) {
      sink.refuse("adds a table without a name or columns");
    } else if (exceeds(rows, columns, most_numbers)) {
      sink.refuse("adds " + which + " of " + size + " numbers, more than the limit of " +
                  std::to_string(most_numbers));
    } else if (!drawing || (*drawing == TableDrawing::scatter && columns < 2)) {
      sink.refuse("adds " + which + " of " + size + " to be drawn as '" + plugin_text(draw) + "'");
    } else {
      for (std::size_t i = 0; i < columns; ++i) drawn.table.columns.push_back(plugin_text(column_names[i]));
      drawn.table.values.reserve(std::max<std::size_t>(rows * columns, 1));  // NULL would mean a refusal
      drawn.table.values.resize(rows * columns);
      if (samples != nullptr) drawn.table.samples.assign(samples, samples + rows);
      if (labels != nullptr) drawn.table.labels.assign(labels, labels + rows);
      drawn.drawing = *drawing;
      sink.output_.tables.push_back(std::move(drawn));
      return sink.output_.tables.back().table.values.data();
    }
  } catch (const std::exception&) {
    sink.refuse("adds a table of " + std::to_string(rows) + " x " + std::to_string(columns) +
                " numbers, for which there is not enough memory");
  }
  return nullptr;
}

void OutputSink::add_metric(void* context, const char* name, double value) {
  OutputSink& sink = self(context);
  try {
    sink.output_.metrics.emplace_back(plugin_text(name), value);
  } catch (const std::exception&) {
    sink.refuse("adds a metric for which there is not enough memory");
  }
}

std::uint8_t* OutputSink::add_picture(void* context, const char* name, std::size_t width,
                                      std::size_t height) {
  OutputSink& sink = self(context);
  const std::string size = std::to_string(width) + " x " + std::to_string(height);
  if (plugin_text(name).empty() || width == 0 || height == 0 || exceeds(width, height, most_pixels)) {
    sink.refuse("adds the picture '" + plugin_text(name) + "' of " + size + " pixels");
    return nullptr;
  }
  try {
    Picture picture{plugin_text(name), static_cast<std::int64_t>(width), static_cast<std::int64_t>(height),
                    std::vector<std::uint8_t>(width * height * 3)};
    sink.output_.pictures.push_back(std::move(picture));
    return sink.output_.pictures.back().pixels.data();
  } catch (const std::exception&) {
    sink.refuse("adds a picture of " + size + " pixels, for which there is not enough memory");
    return nullptr;
  }
}

std::string OutputSink::problem() const {
  for (std::size_t i = 0; i < output_.tables.size(); ++i) {
    const Table& table = output_.tables[i].table;
    for (std::size_t k = 0; k < table.values.size(); ++k) {
      if (!std::isfinite(table.values[k])) {
        return "gives a number that is not finite in row " + std::to_string(k / table.columns.size() + 1) +
               ", column '" + table.columns[k % table.columns.size()] + "' of the table '" + table.name + "'";
      }
    }
    for (std::size_t before = 0; before < i; ++before) {
      if (output_.tables[before].table.name == table.name)
        return "gives two tables called '" + table.name + "'";
    }
  }
  for (const auto& [name, value] : output_.metrics) {
    if (name.empty()) return "gives a metric without a name";
    if (!std::isfinite(value)) return "gives a number that is not finite as the metric '" + name + "'";
  }
  return "";
}

}  // namespace cae
