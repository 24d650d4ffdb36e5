// Answers as CSV on standard output.
#pragma once

#include <string>

#include "framework/store/run_record.h"

namespace cae::cli {

// RFC 4180, with line feeds alone; NULL is an empty field, an empty text is "". A table that is read by
// people as well: line ends and tabs stay, other control characters are escaped.
void print_csv(const Rows& rows);

// A cell as text; `null` stands for NULL.
std::string cell_text(const Cell& cell, const std::string& null);

}  // namespace cae::cli
