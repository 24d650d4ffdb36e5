#include "dsl/model/tokens.h"

#include <algorithm>
#include <iterator>

#include "framework/base/utf8.h"

namespace cae::dsl {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word_character(char c) {
  return is_letter(c) || is_digit(c);
}

bool is_run_character(char c) {
  return is_word_character(c) || c == '.';
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

class Lexer {
 public:
  Lexer(std::string_view text, FileId file) : text_(text), file_(file) {}

  std::vector<Token> read() && {
    if (text_.starts_with("\xEF\xBB\xBF")) take(TokenKind::mark, 3);
    while (at_ < text_.size()) take_next();
    take(TokenKind::end, 0);
    return std::move(tokens_);
  }

 private:
  void take(TokenKind kind, std::size_t length) {
    const bool touches = !tokens_.empty() && !tokens_.back().is_trivia() &&
                         tokens_.back().kind != TokenKind::line_end && length > 0;
    const auto begin = static_cast<std::uint32_t>(at_);
    at_ += length;
    tokens_.push_back({.kind = kind,
                       .first = length == 0 ? '\0' : text_[begin],
                       .touches = touches,
                       .span = {file_, begin, static_cast<std::uint32_t>(at_)}});
  }

  void take_next() {
    const char c = text_[at_];
    if (c == '\n') return take(TokenKind::line_end, 1);
    if (is_blank(c)) return take(TokenKind::blank, run(is_blank));
    if (c == '#') return take(TokenKind::comment, run([](char other) { return other != '\n'; }));
    if (c == 'x' && follows_a_size()) return take(TokenKind::times, 1);
    if (is_letter(c)) return take(TokenKind::word, run(is_word_character));
    if (is_run_character(c)) return take_number();
    if (c == '"' && string_length() > 0) return take(TokenKind::string, string_length());
    if (c > ' ' && c < 0x7F) return take(TokenKind::sign, 1);
    take(TokenKind::unreadable, std::max<std::size_t>(utf8_length(text_, at_), 1));
  }

  // With its quotes; 0 if it does not end on its line.
  std::size_t string_length() const {
    const std::size_t inside = run([](char c) { return c != '"' && c != '\n'; }, 1);
    return character(at_ + 1 + inside) == '"' ? inside + 2 : 0;
  }

  bool follows_a_size() const {
    if (tokens_.empty()) return false;
    const Token& before = tokens_.back();
    return before.kind == TokenKind::whole || before.is_sign(')');
  }

  // "28" of "28x28", "3.5e-2"; "3abc" is unreadable.
  void take_number() {
    const std::size_t whole = run(is_digit);
    const bool is_side = !tokens_.empty() && tokens_.back().kind == TokenKind::times;
    if (whole > 0 && (is_side || character(at_ + whole) == 'x')) return take(TokenKind::whole, whole);
    const std::size_t length = number_length(whole);
    if (length == 0 || is_run_character(character(at_ + length))) {
      return take(TokenKind::unreadable, run(is_run_character));
    }
    take(length == whole ? TokenKind::whole : TokenKind::number, length);
  }

  // From here, or 0 if this is not a number. It begins with `whole` digits.
  std::size_t number_length(std::size_t whole) const {
    std::size_t length = whole;
    if (character(at_ + length) == '.') {
      const std::size_t fraction = run(is_digit, length + 1);
      if (fraction == 0) return 0;
      length += 1 + fraction;
    }
    if (length == 0) return 0;
    if (character(at_ + length) == 'e' || character(at_ + length) == 'E') {
      const char sign = character(at_ + length + 1);
      const std::size_t skipped = sign == '+' || sign == '-' ? 2 : 1;
      const std::size_t exponent = run(is_digit, length + skipped);
      if (exponent > 0) length += skipped + exponent;
    }
    return length;
  }

  char character(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  // How many characters from here + `offset` on are of a kind.
  template <class Predicate>
  std::size_t run(Predicate is_part, std::size_t offset = 0) const {
    const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_ + offset, text_.size()));
    return static_cast<std::size_t>(std::find_if_not(begin, text_.end(), is_part) - begin);
  }

  std::string_view text_;
  FileId file_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

bool Token::is_wordlike() const {
  return is_run_character(first);
}

std::vector<Token> tokens_of(const SourceSet& sources, FileId file) {
  return Lexer(sources[file].text(), file).read();
}

std::vector<Token> without_trivia(const std::vector<Token>& tokens) {
  std::vector<Token> read;
  read.reserve(tokens.size());
  std::copy_if(tokens.begin(), tokens.end(), std::back_inserter(read),
               [](const Token& token) { return !token.is_trivia(); });
  return read;
}

}  // namespace cae::dsl
