#include "dsl/model/grammar.h"

#include "dsl/model/grammar_def.h"

namespace cae::dsl {
namespace {

const Token* after_line_ends(const Token* token) {
  while (token->kind == TokenKind::line_end || token->is_sign(';')) ++token;
  return token;
}

}  // namespace

SyntaxTree parse(const SourceSet& sources, std::vector<Token> tokens) {
  SyntaxTree tree;
  const std::vector<Token> read = without_trivia(tokens);
  tree.tokens = std::move(tokens);
  const Token* first = read.data();
  const Token* const last = &read.back();
  grammar::Reading reading{sources, tree};
  const auto parser = boost::spirit::x3::with<grammar::ReadingTag>(std::ref(reading))[grammar::model];
  tree.has_model = boost::spirit::x3::parse(first, last, parser, tree.model);
  tree.rest = grammar::as_seen(after_line_ends(first));
  return tree;
}

}  // namespace cae::dsl
