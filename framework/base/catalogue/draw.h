// E95x: pictures. A path that cannot be written is call.h's cannot_write.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic unknown_picture_ending(std::string_view path, std::string_view ending,
                                         const std::vector<std::string>& allowed) {
  std::string list;
  for (const std::string& one : allowed) list += (list.empty() ? "." : ", .") + one;
  const std::string near = ending.empty() ? "" : nearest_name(ending, allowed);
  return {.code = "E950",
          .place = {.file = std::string(path)},
          .message = ending.empty() ? "this file name has no ending that says what kind of picture it is"
                                    : "no picture can be written as '." + std::string(ending) + "'",
          .help = (near.empty() ? "" : "did you mean '." + near + "'? ") + "the endings are " + list};
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

}  // namespace cae::catalogue
