// Plots of numbers, drawn by gnuplot in the format of the file's ending: .png, .svg or .pdf.
//
// Every function writes the file atomically. Errors: E950 (ending), E954 and E955 (gnuplot), E956 (no finite
// number), E905 (file). Texts are drawn as they are; nothing in them is a command. Inputs that are the same
// give the same bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/base/table.h"
#include "framework/base/watched_loss.h"
#include "framework/draw/plot_style.h"

namespace cae {

// The range that the losses of several seeds are in, of each epoch; empty for one run.
struct LossBand {
  std::vector<double> low = {};
  std::vector<double> high = {};
};

// The losses of one run, or of one variant: the mean of its seeds. A NaN is a gap; `validation` and `test`
// may be empty.
struct LossCurve {
  std::string label = {};        // "0007-denoise-narrow-s3", "narrow (3 seeds)"
  std::vector<int> epochs = {};  // 1, 2, ...
  std::vector<double> train = {};
  std::vector<double> test = {};
  std::vector<double> validation = {};
  LossBand train_band = {}, test_band = {}, validation_band = {};
  std::optional<int> best = {};                 // the epoch that is marked, on the curve of
  WatchedLoss watched = WatchedLoss::training;  // the loss that chose it
};

struct LossPlot {
  std::vector<LossCurve> curves = {};
  std::string title = {};
  std::vector<std::string> notes = {};
  std::string loss = "loss";  // the name of the axis: "binary cross-entropy (nats, mean over pixels)"
  bool log = false;           // a logarithmic axis of losses
};

// Losses over epochs. A curve has one colour; test is solid, validation dashed, train dotted.
Status draw_losses(const LossPlot& plot, const std::string& path, const PlotStyle& style = {});

// The texts that belong to a table's numbers.
struct TableCaption {
  std::string title = {};
  std::vector<std::string> notes = {};
  // Names of the labels 0, 1, ...; a label without a name is "class N".
  std::vector<std::string> classes = {};
  // Names of the columns on axes: "PC 1 (46.1 %)"; those that are missing are the columns' own.
  std::vector<std::string> axes = {};
};

// Points at two columns of a table, coloured by label with a legend, the mean of each class and the ellipse
// of one standard deviation round it; one colour without labels. Points that share a number with many others
// (those of a dead relu unit) are spread across its line, and a note says so. Of more than 50,000 rows that
// many are shown, evenly chosen; means and ellipses are of all.
Status draw_scatter(const Table& table, std::size_t x_column, std::size_t y_column,
                    const TableCaption& caption, const std::string& path, const PlotStyle& style = {});
// A heat map of the rows, sorted by label with a band for each class; of a convolution's images the means of
// each channel. Of long tables only some rows are shown; wide ones are averaged over neighbouring columns.
// Small ones show their numbers. A table of a row and a column a class is a confusion of classes.
Status draw_heat_map(const Table& table, const TableCaption& caption, const std::string& path,
                     const PlotStyle& style = {});
// How one column is distributed: a histogram for each class.
Status draw_histograms(const Table& table, std::size_t column, const TableCaption& caption,
                       const std::string& path, const PlotStyle& style = {});

// The picture that suits the table: one column histograms, two a scatter, more a heat map.
Status draw_table(const Table& table, const TableCaption& caption, const std::string& path,
                  const PlotStyle& style = {});

// The share of variance of each principal component, from the first on, and of all up to it.
Status draw_variance_shares(const std::vector<double>& shares, const TableCaption& caption,
                            const std::string& path, const PlotStyle& style = {});

}  // namespace cae
