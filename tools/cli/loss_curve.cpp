#include "tools/cli/loss_curve.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "tools/cli/number_text.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

constexpr int rows = 6;              // lines of text
constexpr int dots_down = 4 * rows;  // a braille character is 2 dots wide and 4 high

struct Point {
  double epoch = 0.0;
  double loss = 0.0;
};
using Curve = std::vector<Point>;

struct Scale {
  double low = 0.0;
  double high = 1.0;
  bool cut = false;  // there are losses above `high`
  double first = 1.0;
  double last = 1.0;
};

Scale scale_of(const std::vector<const Curve*>& curves) {
  std::vector<double> losses;
  Scale scale;
  scale.first = curves[0]->front().epoch;
  scale.last = curves[0]->back().epoch;
  for (const Curve* curve : curves) {
    for (const Point& point : *curve) losses.push_back(point.loss);
    scale.first = std::min(scale.first, curve->front().epoch);
    scale.last = std::max(scale.last, curve->back().epoch);
  }
  std::sort(losses.begin(), losses.end());
  scale.low = losses.front();
  scale.high = losses.back();
  // The first epochs of batch norm's moving statistics can be twice as high as all that follows and would
  // flatten it.
  const double most = losses[losses.size() * 4 / 5];
  const double room = 3.0 * (most - scale.low);
  if (losses.size() >= 10 && room > 0.0 && scale.low + room < scale.high) {
    scale.high = scale.low + room;
    scale.cut = true;
  }
  return scale;
}

class Canvas {
 public:
  explicit Canvas(int columns) : columns_(columns), cells_(static_cast<std::size_t>(columns * rows), 0) {}

  void line(int x0, int y0, int x1, int y1) {
    const int steps = std::max({std::abs(x1 - x0), std::abs(y1 - y0), 1});
    for (int i = 0; i <= steps; ++i) {
      dot(x0 + static_cast<int>(std::lround(static_cast<double>(x1 - x0) * i / steps)),
          y0 + static_cast<int>(std::lround(static_cast<double>(y1 - y0) * i / steps)));
    }
  }

  std::string row(int index) const {
    std::string text;
    for (int column = 0; column < columns_; ++column) {
      // U+2800 and the pattern's eight bits, as three bytes of UTF-8.
      const int pattern = cells_[static_cast<std::size_t>(index * columns_ + column)];
      text += {'\xE2', static_cast<char>(0xA0 + (pattern >> 6)), static_cast<char>(0x80 + (pattern & 0x3F))};
    }
    return text;
  }

 private:
  void dot(int x, int y) {
    constexpr std::array<std::array<int, 2>, 4> bits = {
        {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    cells_[static_cast<std::size_t>(y / 4 * columns_ + x / 2)] |=
        bits[static_cast<std::size_t>(y % 4)][static_cast<std::size_t>(x % 2)];
  }

  int columns_;
  std::vector<int> cells_;
};

Canvas drawn(const Curve& curve, const Scale& scale, int columns) {
  Canvas canvas(columns);
  const double across = 2 * columns - 1;
  const double span = std::max(scale.last - scale.first, 1.0);
  const double height = scale.high - scale.low;
  const auto x = [&](const Point& point) {
    return static_cast<int>(std::lround((point.epoch - scale.first) / span * across));
  };
  const auto y = [&](const Point& point) {
    const double share = height > 0.0 ? std::clamp((point.loss - scale.low) / height, 0.0, 1.0) : 0.5;
    return static_cast<int>(std::lround((1.0 - share) * (dots_down - 1)));
  };
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const Point& from = curve[i == 0 ? 0 : i - 1];
    canvas.line(x(from), y(from), x(curve[i]), y(curve[i]));
  }
  return canvas;
}

std::string padded(std::string text, int width) {
  const int columns = static_cast<int>(columns_of(text));
  return text + std::string(static_cast<std::size_t>(std::max(width - columns, 0)), ' ');
}

}  // namespace

std::vector<std::string> loss_curve_lines(const std::vector<EpochRecord>& epochs, int width) {
  Curve train;
  Curve validation;
  Curve test;
  for (const EpochRecord& epoch : epochs) {
    const auto at = static_cast<double>(epoch.epoch);
    if (std::isfinite(epoch.train_loss)) train.push_back({at, epoch.train_loss});
    if (epoch.validation_loss) validation.push_back({at, *epoch.validation_loss});
    if (epoch.test_loss && std::isfinite(*epoch.test_loss)) test.push_back({at, *epoch.test_loss});
  }
  struct Panel {
    const char* name;
    const Curve* curve;
    TextColour colour;
  };
  std::vector<Panel> panels;
  std::vector<const Curve*> curves;
  const std::array<Panel, 3> all = {{{"train", &train, TextColour::blue},
                                     {"validation", &validation, TextColour::yellow},
                                     {"test", &test, TextColour::red}}};
  for (const Panel& panel : all) {
    if (panel.curve->empty()) continue;
    panels.push_back(panel);
    curves.push_back(panel.curve);
  }
  if (panels.empty()) return {};

  const Scale scale = scale_of(curves);
  const std::string high = (scale.cut ? ">" : "") + loss_text(scale.high);
  const std::string low = loss_text(scale.low);
  const int label = static_cast<int>(std::max(high.size(), low.size()));
  const int side_by_side = std::max(static_cast<int>(panels.size()), 2);
  const int columns = std::clamp((width - label - 2) / side_by_side - 2, 10, 40);
  std::vector<std::string> lines(rows + 2);
  lines[0] = std::string(static_cast<std::size_t>(label + 2), ' ');
  lines[rows + 1] = lines[0];
  for (int row = 0; row < rows; ++row) {
    const std::string text = row == 0 ? high : row == rows - 1 ? low : "";
    lines[static_cast<std::size_t>(row + 1)] = fmt::format("{:>{}} ", text, label);
  }
  const std::string first = fmt::format("{:.0f}", scale.first);
  const std::string last = fmt::format("{:.0f}", scale.last);
  for (const Panel& panel : panels) {
    const Canvas canvas = drawn(*panel.curve, scale, columns);
    const std::string name = std::string(panel.name) + " loss";
    lines[0] += painted(name, panel.colour) + padded("", columns + 3 - static_cast<int>(name.size()));
    for (int row = 0; row < rows; ++row) {
      lines[static_cast<std::size_t>(row + 1)] += "\u2502" + painted(canvas.row(row), panel.colour) + "  ";
    }
    lines[rows + 1] += fmt::format("{}{:>{}}   ", first, last, columns - static_cast<int>(first.size()));
  }
  for (std::string& line : lines) line.erase(line.find_last_not_of(' ') + 1);
  return lines;
}

}  // namespace cae::cli
