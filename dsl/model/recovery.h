// What the grammar does besides matching: keep each node's span, record errors, and find where to resume.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <concepts>
#include <string>

#include "dsl/model/grammar.h"

namespace cae::dsl::grammar {

namespace x3 = boost::spirit::x3;

// What the parsers share besides the tokens, and the context's key for it.
struct Reading {
  const SourceSet& sources;
  SyntaxTree& tree;
};
struct ReadingTag;

struct KeepSpan {
  template <class Node, class Context>
  void on_success(const Token* const& first, const Token* const& last, Node& node, const Context&) {
    if constexpr (std::derived_from<Node, ast::Located>) {
      if (first != last) node.span = joined(first->span, (last - 1)->span);
    }
  }
};

// The token with what touches it of a word or a number: "3x3" and not "3".
Span as_seen(const Token* token);

// Records the error, and returns the statement that `first` begins as ast::Broken; `first` is then where to
// resume: at the end of the line, the ';' or the '}' of the block. A '{' on the way is skipped with
// everything that it encloses.
ast::Broken recover(const Token*& first, const Token* last, const Token* wrong, std::string expected,
                    Reading& reading);

// After the '{' of a broken first line, or nullptr if it has none.
const Token* after_open_brace(const Token* at, const Token* last);

// A statement with an error in it is Broken, and the parser resumes after it.
template <class Subject>
struct Recovering : x3::unary_parser<Subject, Recovering<Subject>> {
  static bool const is_pass_through_unary = true;
  constexpr explicit Recovering(const Subject& subject)
      : x3::unary_parser<Subject, Recovering<Subject>>(subject) {}

  template <class Context, class RuleContext, class Attribute>
  bool parse(const Token*& first, const Token* const& last, const Context& context, RuleContext& rule_context,
             Attribute& attribute) const {
    const Token* const begin = first;  // Boost 1.83 has moved `first` when it throws, 1.74 has not
    try {
      return this->subject.parse(first, last, context, rule_context, attribute);
    } catch (const x3::expectation_failure<const Token*>& failure) {
      first = begin;
      attribute = recover(first, last, failure.where(), failure.which(), x3::get<ReadingTag>(context).get());
      return true;
    }
  }
};

template <class Subject>
constexpr auto recovering(const Subject& subject) {
  return Recovering<Subject>(subject);
}

// A first line with an error in it that still has its '{'. What does not begin with a word is not a model.
struct SkipHead : KeepSpan {
  template <class Context>
  x3::error_handler_result on_error(const Token*& first, const Token* const& last,
                                    const x3::expectation_failure<const Token*>& failure,
                                    const Context& context) {
    const Token* const wrong = failure.where();
    SyntaxTree& tree = x3::get<ReadingTag>(context).get().tree;
    tree.errors.push_back({failure.which(), as_seen(wrong)});
    const bool slip = failure.which() != "'model'" || wrong->kind == TokenKind::word;
    const Token* const inside = slip ? after_open_brace(wrong, last) : nullptr;
    if (inside == nullptr) return x3::error_handler_result::fail;
    first = inside;
    return x3::error_handler_result::accept;
  }
};

}  // namespace cae::dsl::grammar
