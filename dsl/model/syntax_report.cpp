#include "dsl/model/syntax_report.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>

#include "framework/base/catalogue/model.h"
#include "framework/base/look_alikes.h"
#include "framework/base/utf8.h"

namespace cae::dsl {
namespace {

bool is_word_character(char c) {
  return c == '_' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What could not be read, as it is shown, and what to do about it where the character alone says so.
struct Found {
  std::string shown = {};
  std::string instead = {};
};

Found found(std::string_view token) {
  if (token.empty()) return {"the end of the file"};
  if (token.front() == '\n') return {"the end of the line"};
  const std::size_t length = utf8_length(token, 0);
  std::optional<LookAlike> taken;
  if (length > 1) taken = look_alike(utf8_code(token.substr(0, length)));
  if (taken) return {taken->name, taken->instead};
  if (length > 0 && visible(token) == token) return {catalogue::model_words::quoted(token)};
  char text[32];
  std::snprintf(text, sizeof text, "the byte 0x%02X",
                static_cast<unsigned>(static_cast<unsigned char>(token.front())));
  return {text};
}

}  // namespace

std::string_view token_at(const char* at, const SourceText& source) {
  const std::string_view rest = source.text().substr(static_cast<std::size_t>(at - source.text().data()));
  if (rest.empty()) return rest;
  if (is_word_character(rest.front())) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_word_character);
    return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  }
  return rest.substr(0, std::max<std::size_t>(utf8_length(rest, 0), 1));
}

void report_syntax(const SyntaxTree& tree, const SourceText& source, Mistakes& mistakes) {
  if (!tree.has_model &&
      source.text().substr(static_cast<std::size_t>(tree.errors.front().at - source.text().data())).empty() &&
      tree.errors.front().expected == "'model'") {
    mistakes.add(catalogue::empty_text(source.file()));
    return;
  }
  for (const SyntaxError& error : tree.errors) {
    const std::string_view token = token_at(error.at, source);
    Place place = source.place(std::string_view(error.at, token.size()));
    const Found what = found(token);
    mistakes.add(catalogue::unexpected_token(std::move(place), error.expected, what.shown, what.instead));
  }
  if (tree.gave_up) mistakes.not_all_counted();
}

}  // namespace cae::dsl
