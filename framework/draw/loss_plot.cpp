#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/picture_format.h"
#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"

namespace cae {
namespace {

// The lines of a run, in the order of the data block's columns. Orange and red also differ in brightness.
struct LossLine {
  std::string_view name;
  std::string_view colour;
  std::vector<double> LossCurve::*values;
};
const std::array<LossLine, 3> loss_lines = {{{"train", "#1f4fd8", &LossCurve::train},
                                             {"validation", "#e69f00", &LossCurve::validation},
                                             {"test", "#e02020", &LossCurve::test}}};
constexpr std::array<std::string_view, 4> dashes = {"solid", "(12,5)", "(2,4)", "(14,4,2,4)"};
constexpr std::array<std::string_view, 8> run_colours = {"#1f77b4", "#d62728", "#2ca02c", "#ff7f0e",
                                                         "#9467bd", "#17a2b8", "#8c564b", "#e377c2"};

double value_at(const std::vector<double>& values, std::size_t i) {
  return i < values.size() ? values[i] : NAN;
}

bool has_numbers(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

std::string data_block(const LossCurve& curve, std::size_t run) {
  std::string text = fmt::format("$run{} << EOD\n", run);
  for (std::size_t i = 0; i < curve.epochs.size(); ++i) {
    text += std::to_string(curve.epochs[i]);
    for (const LossLine& line : loss_lines) text += " " + plotted(value_at(curve.*line.values, i));
    text += "\n";
  }
  return text + "EOD\n";
}

struct Stroke {
  std::string_view colour;
  std::string_view dash;
};

Stroke stroke_of(std::size_t run, std::size_t runs, std::size_t kind) {
  if (runs <= dashes.size()) return {loss_lines[kind].colour, dashes[run]};
  constexpr std::array<std::size_t, 3> dash_of_kind = {2, 1, 0};
  return {run_colours[run % run_colours.size()],
          dashes[(run / run_colours.size() * 2 + dash_of_kind[kind]) % 4]};
}

std::string plot_line(std::size_t run, std::size_t runs, const std::string& label, std::size_t kind,
                      std::size_t epochs) {
  const Stroke stroke = stroke_of(run, runs, kind);
  const std::string dash =
      stroke.dash.front() == '(' ? std::string(stroke.dash) : "'" + std::string(stroke.dash) + "'";
  const std::string name = (runs > 1 ? label + ", " : "") + std::string(loss_lines[kind].name);
  // Marks, where the epochs are few enough for them; a single epoch would be invisible without one.
  return fmt::format("$run{} using 1:{} with {} lc rgb '{}' dt {} lw 2 {}title {}", run, kind + 2,
                     epochs <= 30 ? "linespoints" : "lines", stroke.colour, dash == "'solid'" ? "1" : dash,
                     epochs <= 30 ? "pt 7 ps 0.6 " : "", gnuplot_quoted(name));
}

}  // namespace

Status draw_losses(const std::vector<LossCurve>& curves, const std::string& title, const std::string& path) {
  const Result<std::string> format = picture_format(path, {"png", "svg", "pdf"});
  if (!format) return format.diagnostics();
  std::string script = plot_frame(title, "epoch", "loss");
  std::string lines;
  int last = 1;
  for (std::size_t run = 0; run < curves.size(); ++run) {
    const LossCurve& curve = curves[run];
    script += data_block(curve, run);
    for (std::size_t kind = 0; kind < loss_lines.size(); ++kind) {
      if (!has_numbers(curve.*loss_lines[kind].values) || curve.epochs.empty()) continue;
      lines += (lines.empty() ? "plot " : ", \\\n     ") +
               plot_line(run, curves.size(), curve.label, kind, curve.epochs.size());
    }
    for (const int epoch : curve.epochs) last = std::max(last, epoch);
  }
  if (lines.empty()) return catalogue::nothing_to_plot(path, "the losses of these runs");
  script += "set offsets 0, 0, graph 0.04, graph 0.04\n";
  script += last <= 20 ? fmt::format("set xrange [0.5:{}.5]\nset xtics 1\n", last)
                       : fmt::format("set xrange [0:{}]\n", last);
  if (curves.size() > 1) script += "set key outside right top samplen 4\n";
  const Result<std::string> picture =
      picture_by_gnuplot(script + lines + "\n", *format, curves.size() > 1 ? 1120 : 900, 560);
  if (!picture) return picture.diagnostics();
  return write_file_atomically(path, *picture);
}

}  // namespace cae
