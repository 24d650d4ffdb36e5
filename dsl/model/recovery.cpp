#include "dsl/model/recovery.h"

#include <utility>

namespace cae::dsl::grammar {
namespace {

constexpr std::size_t max_syntax_errors = 1000;

const Token* end_of_broken(const Token* at, const Token* last, SyntaxTree& tree) {
  int depth = 0;
  for (; at != last; ++at) {
    if (at->is_sign('{')) {
      ++depth;
    } else if (at->is_sign('}')) {
      if (depth == 0) return at;
      if (--depth == 0) return at + 1;
    } else if (depth == 0 && (at->kind == TokenKind::line_end || at->is_sign(';'))) {
      return at;
    }
  }
  tree.swallowed = depth > 0;
  return at;
}

std::optional<ast::Name> word_at(const Token* token, const Token* last) {
  if (token >= last || token->kind != TokenKind::word) return std::nullopt;
  return ast::Name{{token->span}};
}

}  // namespace

Span as_seen(const Token* token) {
  Span span = token->span;
  if (token->kind == TokenKind::string) span.end = span.begin + 1;
  for (; token->is_wordlike(); ++token) {
    const Token* next = token + 1;
    if (!next->touches || !next->is_wordlike()) break;
    span.end = next->span.end;
  }
  return span;
}

ast::Broken recover(const Token*& first, const Token* last, const Token* wrong, std::string expected,
                    Reading& reading) {
  SyntaxTree& tree = reading.tree;
  tree.errors.push_back({std::move(expected), as_seen(wrong)});
  tree.gave_up = tree.errors.size() >= max_syntax_errors;
  const Token* const end = tree.gave_up ? last : end_of_broken(wrong, last, tree);
  ast::Broken broken;
  broken.span = joined(first->span, first == end ? first->span : (end - 1)->span);
  broken.keyword = word_at(first, last);
  if (broken.keyword) broken.name = word_at(first + 1, last);
  first = end;
  return broken;
}

const Token* after_open_brace(const Token* at, const Token* last) {
  for (; at != last && at->kind != TokenKind::line_end; ++at) {
    if (at->is_sign('{')) return at + 1;
  }
  return nullptr;
}

}  // namespace cae::dsl::grammar
