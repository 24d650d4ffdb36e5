// Tokens to AST. The grammar itself is grammar_def.h; grammar.cpp is the one translation unit that compiles
// it.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ast.h"
#include "dsl/model/tokens.h"

namespace cae::dsl {

// Where the text does not match the grammar.
struct SyntaxError {
  std::string expected = {};  // "'='", "the end of the line", ...
  Span found = {};            // what is there; empty at the end of the text
};

struct SyntaxTree {
  std::vector<Token> tokens = {};  // all tokens of the text
  ast::Model model = {};
  bool has_model = false;  // false: the text does not even begin as a model, or as what may be included
  std::vector<SyntaxError> errors = {};
  bool gave_up = false;  // too many errors: the rest of the text was not read
  bool swallowed =
      false;       // the recovery from an error ran to the end of the text, so an open brace means nothing
  Span rest = {};  // the first token after the model's '}'; empty if there is none
};

// Errors never stop the parser: a wrong statement becomes ast::Broken, and parsing resumes on the next line.
// The nesting of the tokens must have passed nesting_problem() of text_check.h.
SyntaxTree parse_model(const SourceSet& sources, std::vector<Token> tokens);
// A file that others include: statements that are not inside a model.
SyntaxTree parse_library(const SourceSet& sources, std::vector<Token> tokens);

}  // namespace cae::dsl
