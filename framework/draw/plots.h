// Plots of numbers, drawn by gnuplot in the format of the file's ending: .png, .svg or .pdf.
//
// Every function writes the file atomically. Errors: E950 (ending), E954 and E955 (gnuplot), E956 (no finite
// number), E905 (file). Texts are drawn as they are; nothing in them is a command.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/base/table.h"

namespace cae {

// The losses of one run. A NaN is a gap; `validation` and `test` may be empty.
struct LossCurve {
  std::string label = {};        // "0007-denoise-narrow-s3"
  std::vector<int> epochs = {};  // 1, 2, ...
  std::vector<double> train = {};
  std::vector<double> test = {};
  std::vector<double> validation = {};
};

// Losses over epochs: train blue, validation orange, test red. Several runs differ in their dashes, more than
// four in their colours (test solid, validation dashed, train dotted).
Status draw_losses(const std::vector<LossCurve>& curves, const std::string& title, const std::string& path);

// The texts that belong to a table's numbers.
struct TableCaption {
  std::string title = {};
  // Names of the labels 0, 1, ...; a label without a name is "class N".
  std::vector<std::string> classes = {};
};

// Points at two columns of a table, coloured by label (class_colours.h) with a legend; one colour without
// labels. Of more than 50,000 rows that many are shown, evenly chosen.
Status draw_scatter(const Table& table, std::size_t x_column, std::size_t y_column,
                    const TableCaption& caption, const std::string& path);
// A heat map of the rows, sorted by label with a band for each class. Of long tables only some rows are
// shown; wide ones are averaged over neighbouring columns.
Status draw_heat_map(const Table& table, const TableCaption& caption, const std::string& path);
// One column against the label: a strip for each class.
Status draw_strips(const Table& table, std::size_t column, const TableCaption& caption,
                   const std::string& path);

// The picture that suits the table: one column strips, two a scatter, more a heat map.
Status draw_table(const Table& table, const TableCaption& caption, const std::string& path);

}  // namespace cae
