// Text to AST. The grammar itself is grammar_def.h; grammar.cpp is the one translation unit that compiles it.
#pragma once

#include <string_view>
#include <vector>

#include "dsl/model/ast.h"

namespace cae::dsl {

// Where the text is not as the grammar says.
struct SyntaxError {
  std::string expected;        // "'='", "the end of the line", ...
  const char* at = nullptr;    // into the text
  std::string_view statement;  // from the broken statement's beginning to `at`
};

struct SyntaxTree {
  std::string_view text;  // all of it
  ast::Model model;
  bool has_model = false;  // false: the text does not even begin as a model
  std::vector<SyntaxError> errors;
  bool gave_up = false;  // too many errors: the rest of the text was not read
  bool swallowed =
      false;  // the recovery from an error ran to the end of the text, so an open brace means nothing
  const char* model_end = nullptr;  // just after the model's '}'
};

// Errors never stop the parser: a statement that is wrong becomes ast::Broken, and the next line goes on.
// `text` must have passed text_problem() of text_check.h, which bounds the nesting.
SyntaxTree parse(std::string_view text);

}  // namespace cae::dsl
