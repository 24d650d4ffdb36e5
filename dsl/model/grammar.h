// Tokens to AST. The grammar itself is grammar_def.h; grammar.cpp is the one translation unit that compiles
// it.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ast.h"
#include "dsl/model/tokens.h"

namespace cae::dsl {

// Where the text is not as the grammar says.
struct SyntaxError {
  std::string expected = {};  // "'='", "the end of the line", ...
  Span found = {};            // what stands there; empty at the text's end
};

struct SyntaxTree {
  std::vector<Token> tokens = {};  // all of the text
  ast::Model model = {};
  bool has_model = false;  // false: the text does not even begin as a model, or as what may be included
  std::vector<SyntaxError> errors = {};
  bool gave_up = false;  // too many errors: the rest of the text was not read
  bool swallowed =
      false;       // the recovery from an error ran to the end of the text, so an open brace means nothing
  Span rest = {};  // the first token that stands after the model's '}'; empty where nothing does
};

// Errors never stop the parser: a statement that is wrong becomes ast::Broken, and the next line goes on.
// The nesting of the tokens must have passed nesting_problem() of text_check.h.
SyntaxTree parse_model(const SourceSet& sources, std::vector<Token> tokens);
// A file that others include: statements without a model around them.
SyntaxTree parse_library(const SourceSet& sources, std::vector<Token> tokens);

}  // namespace cae::dsl
