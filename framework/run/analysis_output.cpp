#include "framework/run/analysis_output.h"

#include "framework/base/exact_text.h"
#include "framework/base/files.h"
#include "framework/data/npy.h"
#include "framework/draw/image_sheet.h"
#include "framework/draw/plots.h"
#include "framework/plugin/use_names.h"

namespace cae {
namespace {

// Wider tables go to NPY, float32, one row an image: as CSV they would be several times as large.
constexpr std::size_t widest_csv = 256;

std::string as_csv(const Table& table) {
  std::string text = table.samples.empty() ? "" : "sample,";
  if (!table.labels.empty()) text += "label,";
  for (std::size_t c = 0; c < table.columns.size(); ++c) text += (c == 0 ? "" : ",") + table.columns[c];
  text += "\n";
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (!table.samples.empty()) text += std::to_string(table.samples[r]) + ",";
    if (!table.labels.empty()) text += std::to_string(table.labels[r]) + ",";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      text += (c == 0 ? "" : ",") + exact_text(table.values[r * table.columns.size() + c]);
    }
    text += "\n";
  }
  return text;
}

Status write_wide(const Table& table, const std::string& file) {
  const std::vector<float> values(table.values.begin(), table.values.end());
  return write_npy(file, make_array({static_cast<std::int64_t>(table.rows()),
                                     static_cast<std::int64_t>(table.columns.size())},
                                    std::span<const float>(values)));
}

Status write_table(const Table& table, const std::string& file) {
  return file.ends_with(".npy") ? write_wide(table, file) : write_file_atomically(file, as_csv(table));
}

Status draw_plot(const DrawnTable& drawn, const OutputPlace& place, const std::string& file) {
  const TableCaption caption{.title = drawn.table.name + ", " + place.title, .classes = place.class_names};
  if (drawn.drawing == TableDrawing::scatter && drawn.table.columns.size() >= 2) {
    return draw_scatter(drawn.table, 0, 1, caption, file);
  }
  return draw_table(drawn.table, caption, file);
}

Status draw_picture(const Picture& picture, const std::string& file) {
  const auto plane = static_cast<std::size_t>(picture.height * picture.width);
  ImageBatch image{.count = 1,
                   .channels = 3,
                   .height = picture.height,
                   .width = picture.width,
                   .pixels = std::vector<float>(3 * plane)};
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
    image.pixels[i % 3 * plane + i / 3] = static_cast<float>(picture.pixels[i]) / 255.0F;
  }
  return draw_image_sheet({{"", image}}, file, {.scale = 1, .gap = 0, .most = 0});
}

}  // namespace

void rename_results(PluginOutput& output, const PlannedAnalysis& analysis) {
  const std::string& plugin = analysis.use->plugin.name();
  for (DrawnTable& drawn : output.tables)
    drawn.table.name = kept_name(analysis.name, plugin, drawn.table.name);
  for (Picture& picture : output.pictures) picture.name = kept_name(analysis.name, plugin, picture.name);
}

Diagnostics write_output(const PluginOutput& output, const PlannedAnalysis& analysis,
                         const OutputPlace& place, std::vector<ArtefactRecord>& written) {
  Diagnostics problems;
  const auto write = [&](const std::string& kind, const std::string& name, const std::string& ending,
                         auto make) {
    const Status status = make(place.run.folder + "/" + name + ending);
    if (!status) {
      problems.insert(problems.end(), status.diagnostics().begin(), status.diagnostics().end());
      return;
    }
    written.push_back({.kind = kind,
                       .path = place.run.name + "/" + name + ending,
                       .description = analysis.name + ": " + name,
                       .analysis = analysis.name});
  };
  for (const DrawnTable& drawn : output.tables) {
    const std::string& name = drawn.table.name;
    write("table", name, drawn.table.columns.size() > widest_csv ? ".npy" : ".csv",
          [&](const std::string& file) { return write_table(drawn.table, file); });
    if (drawn.drawing == TableDrawing::none) continue;
    write("plot", name, ".png", [&](const std::string& file) { return draw_plot(drawn, place, file); });
  }
  for (const Picture& picture : output.pictures) {
    write("images", picture.name, ".png",
          [&](const std::string& file) { return draw_picture(picture, file); });
  }
  return problems;
}

}  // namespace cae
