#include "framework/base/shell_word.h"

#include <algorithm>

#include "framework/base/utf8.h"

namespace cae {
namespace {

std::string in_single_quotes(std::string_view word) {
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

// \u202e would be read by the shell's locale, bytes are not. Each alone is not UTF-8: \xe2.
std::string escaped_bytes(std::string_view letter) {
  std::string text;
  for (std::size_t at = 0; at < letter.size(); ++at) text += visible(letter.substr(at, 1));
  return text;
}

std::string with_escapes(std::string_view word) {
  std::string text = "$'";
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_length(word, at), 1);
    const std::string_view letter = word.substr(at, length);
    if (letter == "'" || letter == "\\") text += '\\';
    const std::string seen = visible(letter);
    text += seen != letter && length > 1 ? escaped_bytes(letter) : seen;
    at += length;
  }
  return text + "'";
}

}  // namespace

std::string shell_word(std::string_view word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
  return visible(word) == word ? in_single_quotes(word) : with_escapes(word);
}

std::string shell_command(const std::vector<std::string>& words) {
  std::string command;
  for (const std::string& word : words) command += (command.empty() ? "" : " ") + shell_word(word);
  return command;
}

}  // namespace cae
