// Text that may hold anything, read and shown character by character. The one place that knows UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cae {

// Bytes of the well-formed UTF-8 sequence (RFC 3629) at `at`, or 0: overlong forms, surrogates, what lies
// beyond U+10FFFF and sequences that the text's end cuts off are none.
std::size_t utf8_length(std::string_view text, std::size_t at);

// The code point of one well-formed sequence.
char32_t utf8_code(std::string_view sequence);

// The text as it is, but for what would move the cursor, hide itself or turn the line round: control
// characters (\n, \t, \x1b, \u009b), line separators, marks of direction and of no width (\u202e, \ufeff),
// and bytes that are not UTF-8 (\xff). More than `longest` characters end in "...". What it gives is fit for
// a terminal, a picture and a line of a file, and stays as it is when it is made visible again.
std::string visible(std::string_view text, std::size_t longest = std::string_view::npos);

// Columns of a terminal that the text takes: wide letters (Chinese, Japanese, Korean, most emoji) two,
// accents that combine none, and a byte that is not UTF-8 one.
std::size_t columns_of(std::string_view text);

}  // namespace cae
