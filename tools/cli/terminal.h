// What standard output is, and how text is made fit for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "framework/base/result.h"
#include "framework/base/utf8.h"
#include "tools/cli/standard_output.h"

namespace cae::cli {

enum class TextColour { none, bold, dim, red, green, yellow, blue };

// Whether standard output takes colours: a terminal, NO_COLOR (no-color.org) unset or empty, TERM not "dumb".
bool has_colours();

// Whether standard output is a terminal that moves its cursor when told to: TERM is set and not "dumb".
bool has_live_lines();

// Columns of the terminal as it is now, 10 at least; nothing if standard output is not a terminal.
std::optional<int> terminal_width();

// The same, 100 if standard output is not a terminal.
int output_width();

// `text` in a colour, or as it is if there are none.
std::string painted(std::string_view text, TextColour colour);

}  // namespace cae::cli
