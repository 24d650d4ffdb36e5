#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "framework/draw/gnuplot.h"
#include "framework/draw/log_tics.h"
#include "framework/draw/plot_script.h"
#include "framework/draw/plots.h"
#include "framework/draw/short_names.h"
#include "framework/draw/write_plot.h"

namespace cae {
namespace {

// The lines of a curve, in the order of the data block's columns: each takes three, with its band.
struct LossLine {
  std::string_view name;
  std::string_view dash;  // gnuplot's
  WatchedLoss loss;
  std::vector<double> LossCurve::*values;
  LossBand LossCurve::*band;
};
const std::array<LossLine, 3> loss_lines = {
    {{"train", "(4,4)", WatchedLoss::training, &LossCurve::train, &LossCurve::train_band},
     {"validation", "(14,5)", WatchedLoss::validation, &LossCurve::validation, &LossCurve::validation_band},
     {"test", "1", WatchedLoss::test, &LossCurve::test, &LossCurve::test_band}}};

constexpr std::size_t most_marked_epochs = 30;
constexpr std::size_t longest_curve_name = 40;  // characters that leave the plot its room
constexpr std::string_view separator = ", \\\n     ";

double value_at(const std::vector<double>& values, std::size_t i, bool log) {
  const double value = i < values.size() ? values[i] : NAN;
  return log && value <= 0 ? NAN : value;
}

bool has_numbers(const std::vector<double>& values, bool log) {
  return std::any_of(values.begin(), values.end(),
                     [&](double value) { return std::isfinite(value) && (!log || value > 0); });
}

class LossScript {
 public:
  LossScript(const LossPlot& plot, const PlotStyle& style) : plot_(plot), inks_(inks_of(style)) {
    script_ = plot_frame({plot.title, plot.notes, "epoch", plot.loss}, style);
    std::vector<std::string> labels;
    for (const LossCurve& curve : plot.curves) labels.push_back(curve.label);
    labels_ = short_names(labels, longest_curve_name);
    for (std::size_t i = 0; i < plot.curves.size(); ++i) add_curve(i);
    add_legend_of_lines();
  }

  PlotSize size() const { return {1080, height_with_legend(600, legend_lines_)}; }

  // "" where there is nothing to plot.
  std::string text() const {
    if (!something_) return "";
    std::string text = script_ + "set key outside right top Left reverse samplen 3.2 spacing 1.15\n";
    if (plot_.log) text += log_axis();
    if (!plot_.log) text += "set offsets 0, 0, graph 0.04, graph 0.04\n";
    text += last_ <= 20 ? fmt::format("set xrange [0.5:{}.5]\nset xtics 1\n", last_)
                        : fmt::format("set xrange [0:{}]\n", last_);
    const std::string parts = bands_ + lines_;
    return text + "plot " + parts.substr(0, parts.size() - separator.size()) + "\n";
  }

 private:
  void add_curve(std::size_t number) {
    const LossCurve& curve = plot_.curves[number];
    for (const int epoch : curve.epochs) last_ = std::max(last_, epoch);
    add_data(number);
    bool drawn = false;
    for (std::size_t line = 0; line < loss_lines.size(); ++line) {
      if (!has_numbers(curve.*loss_lines[line].values, plot_.log) || curve.epochs.empty()) continue;
      add_line(number, line);
      drawn = shown_[line] = true;
    }
    if (drawn && plot_.curves.size() > 1 && named_++ < most_legend_names) {
      add_title(fmt::format("NaN with {} lc rgb '{}' lw 2 {}", marked(curve) ? "linespoints" : "lines",
                            colour(number), mark(number)),
                labels_[number]);
    }
    if (drawn) add_best(number);
    something_ = something_ || drawn;
  }

  // With a little room above and below.
  std::string log_axis() const {
    double low = INFINITY, high = 0;
    for (const LossCurve& curve : plot_.curves) {
      for (const LossLine& line : loss_lines) {
        for (const double value : curve.*line.values) {
          if (!std::isfinite(value) || value <= 0) continue;
          low = std::min(low, value);
          high = std::max(high, value);
        }
      }
    }
    const double room = std::pow(std::max(high / low, 1.01), 0.05);
    low /= room;
    high *= room;
    std::string tics;
    for (const double tic : log_tics(low, high))
      tics += fmt::format("{}{:.4g}", tics.empty() ? "" : ", ", tic);
    return fmt::format("set logscale y\nset yrange [{:.6g}:{:.6g}]\nset ytics ({})\n", low, high, tics);
  }

  void add_data(std::size_t number) {
    const LossCurve& curve = plot_.curves[number];
    script_ += fmt::format("$curve{} << EOD\n", number);
    for (std::size_t i = 0; i < curve.epochs.size(); ++i) {
      script_ += std::to_string(curve.epochs[i]);
      for (const LossLine& line : loss_lines) {
        const LossBand& band = curve.*line.band;
        for (const std::vector<double>* values : {&(curve.*line.values), &band.low, &band.high})
          script_ += " " + plotted(value_at(*values, i, plot_.log));
      }
      script_ += "\n";
    }
    script_ += "EOD\n";
  }

  void add_line(std::size_t number, std::size_t line) {
    const LossCurve& curve = plot_.curves[number];
    const std::size_t column = 2 + 3 * line;
    if (!(curve.*loss_lines[line].band).low.empty()) {
      add(bands_,
          fmt::format("$curve{} using 1:{}:{} with filledcurves fc rgb '{}' fs transparent solid 0.18 "
                      "noborder notitle",
                      number, column + 1, column + 2, colour(number)));
    }
    add(lines_, fmt::format("$curve{} using 1:{} with {} lc rgb '{}' dt {} lw 2 {}notitle", number, column,
                            marked(curve) ? "linespoints" : "lines", colour(number), loss_lines[line].dash,
                            mark(number)));
  }

  // A ring round the best epoch's loss.
  void add_best(std::size_t number) {
    const LossCurve& curve = plot_.curves[number];
    for (const LossLine& line : loss_lines) {
      if (line.loss != curve.watched || !curve.best) continue;
      const auto at = std::find(curve.epochs.begin(), curve.epochs.end(), *curve.best);
      const auto i = static_cast<std::size_t>(at - curve.epochs.begin());
      const double value = value_at(curve.*line.values, i, plot_.log);
      if (at == curve.epochs.end() || !std::isfinite(value)) continue;
      script_ += fmt::format("$best{} << EOD\n{} {}\nEOD\n", number, *curve.best, plotted(value));
      const std::string ring =
          fmt::format("$best{} using 1:2 with points pt 6 ps 2.2 lw 2 lc rgb '{}' ", number, colour(number));
      if (plot_.curves.size() > 1) {
        add(lines_, ring + "notitle");
      } else {
        add_title(ring, fmt::format("best epoch: {} ({} {:.4g})", *curve.best, line.name, value));
      }
      best_shown_ = true;
    }
  }

  // What dashes and rings mean, whatever the colour.
  void add_legend_of_lines() {
    if (named_ > most_legend_names) {
      add_title("NaN with lines lw 0 lc rgb '" + std::string(inks_.paper) + "' ",
                fmt::format("and {} more", named_ - most_legend_names));
    }
    for (std::size_t line = loss_lines.size(); line-- > 0;) {
      if (!shown_[line]) continue;
      const std::string_view ink = plot_.curves.size() > 1 ? inks_.text : colour(0);
      add_title(fmt::format("NaN with lines lc rgb '{}' dt {} lw 2 ", ink, loss_lines[line].dash),
                std::string(loss_lines[line].name));
    }
    if (best_shown_ && plot_.curves.size() > 1)
      add_title(fmt::format("NaN with points pt 6 ps 1.6 lw 2 lc rgb '{}' ", inks_.text), "best epoch");
  }

  // A line of the plot with its line of the legend.
  void add_title(const std::string& line, const std::string& title) {
    add(lines_, line + "title " + gnuplot_quoted(title));
    ++legend_lines_;
  }

  // A single epoch would be invisible without a mark.
  bool marked(const LossCurve& curve) const {
    return curve.epochs.size() <= most_marked_epochs || plot_.curves.size() > 10;
  }

  std::string mark(std::size_t number) const {
    const LossCurve& curve = plot_.curves[number];
    if (!marked(curve)) return "";
    const std::size_t every = curve.epochs.size() <= most_marked_epochs ? 1 : curve.epochs.size() / 10;
    return fmt::format("pt {} ps 0.6 pointinterval {} ", mark_of_round(number / 10), every);
  }

  static std::string_view colour(std::size_t number) { return colour_of_variant(number); }

  static void add(std::string& list, const std::string& part) { list += part + std::string(separator); }

  const LossPlot& plot_;
  Inks inks_;
  std::string script_, bands_, lines_;
  std::array<bool, 3> shown_{};
  bool best_shown_ = false, something_ = false;
  int last_ = 1;
  std::vector<std::string> labels_;  // of the curves
  std::size_t named_ = 0;            // curves that the legend names, or counts
  std::size_t legend_lines_ = 0;
};

}  // namespace

Status draw_losses(const LossPlot& plot, const std::string& path, const PlotStyle& style) {
  const LossScript script(plot, style);
  return write_plot(script.text(), "the losses of these runs", script.size(), path);
}

}  // namespace cae
