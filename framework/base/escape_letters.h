// Replaces the characters of a text that mean something where the text goes.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// `escape_of(letter)` gives what stands for a character, or "" where it stays.
template <class EscapeOf>
std::string escape_letters(std::string_view text, EscapeOf escape_of) {
  std::string result;
  result.reserve(text.size());
  for (const char letter : text) {
    const std::string_view instead = escape_of(letter);
    if (instead.empty()) {
      result += letter;
    } else {
      result += instead;
    }
  }
  return result;
}

}  // namespace cae
