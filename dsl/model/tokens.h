// A model's text as tokens. Nothing is lost: the texts of all tokens, one after the other, are the text.
#pragma once

#include <vector>

#include "dsl/text/source_set.h"

namespace cae::dsl {

enum class TokenKind : std::uint8_t {
  word,        // letters, digits and '_', not a digit first
  whole,       // digits alone
  number,      // with a '.' or an exponent
  times,       // the 'x' between two sizes: behind digits or ')', without a blank
  string,      // in double quotes, on one line
  sign,        // one character: { } ( ) = ; , + - * / and any other of ASCII
  unreadable,  // what begins like a number but is not one, a control byte, a character beyond ASCII
  line_end,
  blank,    // blanks, tabs, carriage returns
  comment,  // from '#' to the end of its line
  mark,     // a byte order mark at the text's beginning
  end,      // of the text; empty
};

struct Token {
  TokenKind kind = TokenKind::end;
  char first = '\0';     // the first character
  bool touches = false;  // it touches the previous token, and that is neither trivia nor a line's end
  Span span = {};

  // What the grammar skips.
  bool is_trivia() const {
    return kind == TokenKind::blank || kind == TokenKind::comment || kind == TokenKind::mark;
  }
  bool is_sign(char sign) const { return kind == TokenKind::sign && first == sign; }
  // Part of a run of letters, digits, '_' and '.', which the user sees as one word.
  bool is_wordlike() const;
};

// All tokens; the last is the end.
std::vector<Token> tokens_of(const SourceSet& sources, FileId file);
// Those that the grammar reads: without trivia.
std::vector<Token> without_trivia(const std::vector<Token>& tokens);

}  // namespace cae::dsl
