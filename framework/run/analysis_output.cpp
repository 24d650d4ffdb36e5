#include "framework/run/analysis_output.h"

#include <algorithm>

#include "framework/base/exact_text.h"
#include "framework/base/files.h"
#include "framework/data/npy.h"
#include "framework/draw/channel_means.h"
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

// Whether the use wants every number of a wide layer.
bool wants_values(const PlannedAnalysis& analysis) {
  for (const Setting& setting : analysis.use->settings) {
    if (setting.name == "values") return setting.value == SettingValue(true);
  }
  return false;
}

Status draw_plot(const DrawnTable& drawn, const TableCaption& caption, const std::string& file) {
  if (drawn.drawing == TableDrawing::histogram) return draw_histograms(drawn.table, 0, caption, file);
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
                         const OutputPlace& place, WrittenResults& written) {
  Diagnostics problems;
  const auto write = [&](const std::string& kind, const std::string& name, const std::string& ending,
                         auto make, std::optional<ImageSet> images = std::nullopt) {
    const Status status = make(place.run.folder + "/" + name + ending);
    if (!status) {
      for (const Diagnostic& problem : status.diagnostics()) {
        // What keeps one plot from being drawn may keep all.
        const auto same = [&](const Diagnostic& other) {
          return other.place.file == problem.place.file && other.message == problem.message;
        };
        if (std::none_of(problems.begin(), problems.end(), same)) problems.push_back(problem);
      }
      return false;
    }
    written.artefacts.push_back({.kind = kind,
                                 .path = place.run.name + "/" + name + ending,
                                 .description = analysis.name + ": " + name,
                                 .analysis = analysis.name,
                                 .images = images});
    return true;
  };
  const auto write_plot = [&](const std::string& name, auto draw) {
    // Where one cannot be drawn, the other cannot either, for the same reason.
    if (write("plot", name, ".png", draw)) write("plot", name, ".svg", draw);
  };
  const std::vector<double> shares = variance_shares(written.metrics, analysis.name);
  const TableOfRun of_run{place.run.name, place.note, analysis.weights, place.class_names};
  for (const DrawnTable& drawn : output.tables) {
    const std::string& name = drawn.table.name;
    const bool wide = drawn.table.columns.size() > widest_csv, layer = has_places(drawn.table);
    const ImageSet images = drawn.table.origin.from;
    if (wide && layer) {
      const auto write_means = [&](const std::string& file) {
        return write_file_atomically(file, as_csv(channel_means(drawn.table)));
      };
      write("table", name + "-channels", ".csv", write_means, images);
    }
    if (!wide || !layer || wants_values(analysis)) {
      const auto write_values = [&](const std::string& file) { return write_table(drawn.table, file); };
      write("table", name, wide ? ".npy" : ".csv", write_values, images);
    }
    if (drawn.drawing == TableDrawing::none) continue;
    const TableCaption caption = table_caption(drawn.table, of_run, shares);
    write_plot(name, [&](const std::string& file) { return draw_plot(drawn, caption, file); });
  }
  if (shares.size() > 1 && !output.tables.empty()) {
    const std::string& name = output.tables.front().table.name;
    TableCaption caption = table_caption(output.tables.front().table, of_run, {});
    caption.title = "Explained variance: " + caption.title;
    write_plot(name + "-variance",
               [&](const std::string& file) { return draw_variance_shares(shares, caption, file); });
  }
  for (const Picture& picture : output.pictures) {
    write("images", picture.name, ".png",
          [&](const std::string& file) { return draw_picture(picture, file); });
  }
  return problems;
}

}  // namespace cae
