// gnuplot as a child process: a script in, a picture out.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae {

// What `script` draws, as `format` (png, svg or pdf), `width` x `height` pixels large. The terminal and the
// output are set here. The user's own gnuplot settings are not read, and gnuplot gets only the environment
// variables that it needs. A gnuplot that is missing, fails, takes longer than `patience` or writes more than
// 64 MiB is a diagnostic (E954, E955); it is killed with its children. In png and pdf, U+25A1 (a small box)
// stands for each letter that no font has.
Result<std::string> picture_by_gnuplot(const std::string& script, const std::string& format, int width,
                                       int height, std::chrono::seconds patience = std::chrono::seconds(120));

// Characters of a text; more end in "...".
inline constexpr std::size_t longest_label = 80;
inline constexpr std::size_t longest_note = 150;  // as many as fit across a plot
// A text as gnuplot takes it literally, in single quotes.
std::string gnuplot_quoted(std::string_view text, std::size_t longest = longest_label);
// The same for the label of a tic, where gnuplot reads % as the start of a number format.
// `end` is written behind it as it is.
std::string gnuplot_tic(std::string_view text, std::string_view end = "");

}  // namespace cae
