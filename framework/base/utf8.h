// Text of unknown content, read and shown character by character. The only place that decodes UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cae {

// Bytes of the well-formed UTF-8 sequence (RFC 3629) at `at`, or 0: overlong forms, surrogates, code points
// above U+10FFFF and sequences cut off by the end of the text are not well-formed.
std::size_t utf8_length(std::string_view text, std::size_t at);

// The code point of one well-formed sequence.
char32_t utf8_code(std::string_view sequence);

// The text unchanged, except for characters that would move the cursor, be invisible or reverse the line,
// which are escaped: control characters (\n, \t, \x1b, \u009b), line separators, marks of direction and of no
// width (\u202e, \ufeff), and bytes that are not UTF-8 (\xff). More than `longest` characters end in "...".
// The result is safe in a terminal, a picture and a line of a file, and does not change when it is made
// visible again.
std::string visible(std::string_view text, std::size_t longest = std::string_view::npos);

// Columns of a terminal that the text takes: two for wide letters (Chinese, Japanese, Korean, most emoji),
// none for combining accents, one for a byte that is not UTF-8.
std::size_t columns_of(std::string_view text);

}  // namespace cae
