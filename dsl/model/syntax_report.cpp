#include "dsl/model/syntax_report.h"

#include <cstdio>
#include <optional>
#include <string>

#include "framework/base/catalogue/model.h"
#include "framework/base/look_alikes.h"
#include "framework/base/utf8.h"

namespace cae::dsl {
namespace {

// What could not be read, as shown to the user, and the remedy if the character alone tells it.
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

std::string_view line_before(const SourceSet& sources, const Span& found) {
  const std::string_view text = std::string_view(sources[found.file].text()).substr(0, found.begin);
  const std::size_t end = text.find_last_of("\n;{}");
  return end == std::string_view::npos ? text : text.substr(end + 1);
}

}  // namespace

void report_syntax(const SyntaxTree& tree, const SourceSet& sources, Mistakes& mistakes) {
  const bool nothing_there =
      !tree.has_model && tree.errors.front().found.empty() && tree.errors.front().expected == "'model'";
  if (nothing_there) {
    mistakes.add(catalogue::empty_text(sources[tree.errors.front().found.file].file()));
    return;
  }
  for (const SyntaxError& error : tree.errors) {
    const Found what = found(sources.text(error.found));
    mistakes.add(catalogue::unexpected_token(sources.place(error.found), error.expected, what.shown,
                                             what.instead, line_before(sources, error.found)));
  }
  if (tree.gave_up) mistakes.not_all_counted();
}

}  // namespace cae::dsl
