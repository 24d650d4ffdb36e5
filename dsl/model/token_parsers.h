// The terminals of the grammar: parsers of one token each.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string_view>

#include "dsl/model/recovery.h"

namespace cae::dsl::grammar {

// A parser of one token that `Derived` accepts; it has no attribute.
template <class Derived>
struct TokenParser : x3::parser<Derived> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;

  template <class Context, class RuleContext, class Attribute>
  bool parse(const Token*& first, const Token* const& last, const Context& context, RuleContext&,
             Attribute&) const {
    if (first == last || !this->derived().accepts(*first, context)) return false;
    ++first;
    return true;
  }
};

struct OfKind : TokenParser<OfKind> {
  constexpr explicit OfKind(TokenKind wanted) : kind(wanted) {}
  bool accepts(const Token& token, const auto&) const { return token.kind == kind; }
  TokenKind kind;
};

struct Sign : TokenParser<Sign> {
  constexpr explicit Sign(char wanted) : sign(wanted) {}
  bool accepts(const Token& token, const auto&) const { return token.is_sign(sign); }
  char sign;
};

// A sign with no blank before it.
struct TouchingSign : TokenParser<TouchingSign> {
  constexpr explicit TouchingSign(char wanted) : sign(wanted) {}
  bool accepts(const Token& token, const auto&) const { return token.touches && token.is_sign(sign); }
  char sign;
};

struct Keyword : TokenParser<Keyword> {
  constexpr explicit Keyword(const char* wanted) : word(wanted) {}
  bool accepts(const Token& token, const auto& context) const {
    const Reading& reading = x3::get<ReadingTag>(context).get();
    return token.kind == TokenKind::word && reading.sources.text(token.span) == word;
  }
  std::string_view word;
};

// What continues a word or a number: "relu" in "3x3relu".
struct TouchingWord : TokenParser<TouchingWord> {
  bool accepts(const Token& token, const auto&) const { return token.touches && token.is_wordlike(); }
};

// What may follow the first word of a model's name, which may contain dashes, as its file's name does.
struct RestOfLabel : TokenParser<RestOfLabel> {
  bool accepts(const Token& token, const auto& context) const {
    const Reading& reading = x3::get<ReadingTag>(context).get();
    return token.touches && (token.is_sign('-') || token.is_wordlike()) &&
           reading.sources.text(token.span).find('.') == std::string_view::npos;
  }
};

// One of two signs; the sign is the attribute.
struct EitherSign : x3::parser<EitherSign> {
  using attribute_type = char;
  static bool const has_attribute = true;
  constexpr EitherSign(char one, char other) : signs{one, other} {}

  template <class Context, class RuleContext, class Attribute>
  bool parse(const Token*& first, const Token* const& last, const Context&, RuleContext&,
             Attribute& attribute) const {
    if (first == last || !(first->is_sign(signs[0]) || first->is_sign(signs[1]))) return false;
    x3::traits::move_to(first->first, attribute);
    ++first;
    return true;
  }
  char signs[2];
};

}  // namespace cae::dsl::grammar
