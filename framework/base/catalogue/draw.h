// E95x: pictures. A path that cannot be written is call.h's cannot_write.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic unknown_picture_ending(std::string_view path, std::string_view ending,
                                         const std::vector<std::string>& allowed) {
  std::string list;
  std::vector<std::string> endings;
  for (const std::string& one : allowed) {
    list += (list.empty() ? "." : ", .") + one;
    endings.push_back("." + one);
  }
  return {.code = "E950",
          .place = {.file = std::string(path)},
          .message = ending.empty() ? "this file name has no ending, so the kind of picture is unknown"
                                    : "no picture can be written as '." + std::string(ending) + "'",
          .help = did_you_mean_of("." + std::string(ending), endings, "the endings are " + list)};
}

// `reason` is what Graphviz said.
inline Diagnostic graphviz_failed(std::string_view reason) {
  return {.code = "E951",
          .message = "Graphviz cannot draw this model: " + std::string(reason),
          .help = "write a .dot file and try another version of Graphviz on it",
          .blame = Blame::work};
}

// `task`: "draw png files".
inline Diagnostic graphviz_cannot(std::string_view task, std::string_view reason) {
  return {
      .code = "E952",
      .message = "the Graphviz on this machine cannot " + std::string(task) + ": " + std::string(reason),
      .help =
          "a plugin of Graphviz is missing or not registered; install libgvc6 again, or write a .dot file",
      .blame = Blame::work};
}

inline Diagnostic too_many_layers_to_draw(std::string_view path, std::size_t layers, std::size_t most) {
  return {.code = "E953",
          .place = {.file = std::string(path)},
          .message = "a model of " + std::to_string(layers) + " layers is too long to draw; the limit is " +
                     std::to_string(most),
          .help = "write a .dot file, which has no limit"};
}

inline Diagnostic gnuplot_missing() {
  return {.code = "E954",
          .message = "plots are drawn by gnuplot, which is not installed",
          .help = "install it (apt install gnuplot-nox), or add its folder to PATH",
          .blame = Blame::work};
}

// `reason` is what gnuplot or the system said.
inline Diagnostic gnuplot_failed(std::string_view reason) {
  return {
      .code = "E955",
      .message = "gnuplot could not draw the plot: " + std::string(reason),
      .help =
          "check that gnuplot works on this machine; cae-lab needs its terminals pngcairo, svg and pdfcairo",
      .blame = Blame::work};
}

inline Diagnostic no_font() {
  return {.code = "E960",
          .message = "gnuplot draws plots without letters, as it finds no font on this machine",
          .help = "install one (apt install fonts-dejavu-core)",
          .blame = Blame::work};
}

// `what` has no numbers to show: "the losses of these runs".
inline Diagnostic nothing_to_plot(std::string_view path, std::string_view what) {
  return {.code = "E956",
          .place = {.file = std::string(path)},
          .message = "there is nothing to plot: " + std::string(what) + " hold no finite number",
          .help = "look at the numbers themselves; were they recorded?"};
}

inline Diagnostic sheet_too_large(std::string_view path, std::int64_t width, std::int64_t height,
                                  std::int64_t most) {
  return {.code = "E957",
          .place = {.file = std::string(path)},
          .message = "a sheet of " + std::to_string(width) + "x" + std::to_string(height) +
                     " pixels is too large; the limit is " + std::to_string(most) + " pixels",
          .help = "show fewer images, or scale them less"};
}

// `row` counts from 1; `reason`: "it holds 10 images of 28x28x1 but 784 numbers".
inline Diagnostic malformed_sheet(std::string_view path, std::size_t row, std::string_view reason) {
  return {
      .code = "E958",
      .place = {.file = std::string(path)},
      .message = "row " + std::to_string(row) + " of the image sheet cannot be drawn: " + std::string(reason),
      .help = "a row needs at least one image, and as many numbers as its images have pixels"};
}

inline Diagnostic png_not_encoded(std::string_view path, std::string_view reason) {
  return {.code = "E959",
          .place = {.file = std::string(path)},
          .message = "libpng could not encode this picture: " + std::string(reason),
          .help = "show fewer images",
          .blame = Blame::work};
}

// `tables`: those that the run has.
inline Diagnostic no_such_table(std::string_view run, std::string_view table,
                                const std::vector<std::string>& tables) {
  std::string list;
  for (const std::string& one : tables) list += (list.empty() ? "" : ", ") + one;
  return {.code = "E650",
          .message = "run " + std::string(run) + " has no table '" + std::string(table) + "'",
          .help = tables.empty() ? "it has none; 'cae-lab analyse' makes some"
                                 : did_you_mean_of(table, tables, "it has " + list)};
}

}  // namespace cae::catalogue
