#include "dsl/model/grammar.h"

#include "dsl/model/grammar_def.h"

namespace cae::dsl {
namespace {

const Token* after_line_ends(const Token* token) {
  while (token->kind == TokenKind::line_end || token->is_sign(';')) ++token;
  return token;
}

// The tree that a parser reads; the parser's attribute is `node`, a part of it.
template <class Parser, class Node>
SyntaxTree parse(const SourceSet& sources, std::vector<Token> tokens, const Parser& parser,
                 Node& (*node)(SyntaxTree&)) {
  SyntaxTree tree;
  const std::vector<Token> read = without_trivia(tokens);
  tree.tokens = std::move(tokens);
  const Token* first = read.data();
  const Token* const last = &read.back();
  grammar::Reading reading{sources, tree};
  const auto with_reading = boost::spirit::x3::with<grammar::ReadingTag>(std::ref(reading))[parser];
  tree.has_model = boost::spirit::x3::parse(first, last, with_reading, node(tree));
  tree.rest = grammar::as_seen(after_line_ends(first));
  return tree;
}

}  // namespace

SyntaxTree parse_model(const SourceSet& sources, std::vector<Token> tokens) {
  return parse<decltype(grammar::model), ast::Model>(
      sources, std::move(tokens), grammar::model, [](SyntaxTree& tree) -> ast::Model& { return tree.model; });
}

SyntaxTree parse_library(const SourceSet& sources, std::vector<Token> tokens) {
  SyntaxTree tree = parse<decltype(grammar::statements), std::vector<ast::Statement>>(
      sources, std::move(tokens), grammar::statements,
      [](SyntaxTree& parsed) -> std::vector<ast::Statement>& { return parsed.model.statements; });
  tree.model.span = joined(tree.tokens.front().span, tree.tokens.back().span);
  if (!tree.rest.empty()) tree.errors.push_back({"a block, an include or the end of the file", tree.rest});
  return tree;
}

}  // namespace cae::dsl
