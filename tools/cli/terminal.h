// What standard output is, and how text is made fit for it.
#pragma once

#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae::cli {

enum class Colour { none, bold, dim, red, green, yellow, blue };

// Whether standard output takes colours: a terminal, NO_COLOR (no-color.org) unset or empty, TERM not "dumb".
bool has_colours();

// Columns of the terminal, 100 where standard output is none.
int output_width();

// `text` in a colour, or as it is where there are none.
std::string painted(std::string_view text, Colour colour);

// One line that is safe to print: line ends and tabs as a space, other control characters and bytes that are
// not UTF-8 as '?'.
std::string printable(std::string_view text);

// Characters of UTF-8 text, each taken as one column.
std::size_t columns_of(std::string_view text);

// Writes to standard output.
void print(std::string_view text);

// Flushes standard output; 1 with a diagnostic if not all of it could be written, `status` otherwise.
int finished_output(int status);

}  // namespace cae::cli
