// A model file as written: plain values, every node with the stretch of text it was read from. Nothing here
// has a meaning yet; check.h gives it one.
#pragma once

#include <boost/spirit/home/x3/support/ast/variant.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dsl/text/span.h"

namespace cae::dsl::ast {

namespace x3 = boost::spirit::x3;

// From a node's first token to its last.
struct Located {
  Span span = {};
};

struct Name : Located {};
struct Number : Located {};
struct Brace : Located {};

// Sums of products of factors, as in arithmetic: `-(width + 8) / 2`.
struct Expression;
struct Operand : x3::variant<Number, Name, x3::forward_ast<Expression>> {
  using base_type::base_type;
  using base_type::operator=;
};
struct Factor : Located {
  std::string signs;  // "", "-", "--", ...
  Operand operand;
};
struct FactorTail {
  char sign = '*';  // or '/'
  Factor factor;
};
struct Product : Located {
  Factor first;
  std::vector<FactorTail> rest;
};
struct ProductTail {
  char sign = '+';  // or '-'
  Product product;
};
struct Expression : Located {
  Product first;
  std::vector<ProductTail> rest;
};

// `3x3`, `28x28x1`, `(k)x(k)`: at least two sides.
struct Side : x3::variant<Number, Name, x3::forward_ast<Expression>> {
  using base_type::base_type;
  using base_type::operator=;
};
struct Dimensions : Located {
  Side first;
  std::vector<Side> rest;
};

struct Call;
struct Value : x3::variant<Expression, Dimensions, x3::forward_ast<Call>> {
  using base_type::base_type;
  using base_type::operator=;
};

// `stride=2`
struct Option : Located {
  Name name;
  Value value;
};

struct Argument : x3::variant<Value, Option> {
  using base_type::base_type;
  using base_type::operator=;
};

// `leaky_relu(slope=0.2)`
struct Call : Located {
  Name name;
  std::vector<Argument> arguments;
};

// `as code`
struct Alias : Located {
  Name name;
};

struct Item : x3::variant<Value, Option, Alias> {
  using base_type::base_type;
  using base_type::operator=;
};

// `conv width 3x3 relu stride=2 as code`; also an activation alone, `leaky_relu(slope=0.2)`.
struct Layer : Located {
  Name kind;
  std::vector<Argument> arguments;  // those in parentheses right after the kind
  std::vector<Item> items;
};

// `param width = 112`
struct Param : Located {
  Name name;
  Expression value;
};

// `input 28x28x1`
struct Input : Located {
  Value shape;
};

// A line that is no statement, up to where the reading went on; why has been said. What was recognised are
// the words that it begins with: "param", "width".
struct Broken : Located {
  std::optional<Name> keyword;
  std::optional<Name> name;
};

struct Block;
struct Statement : x3::variant<Broken, Param, Input, Layer, x3::forward_ast<Block>> {
  using base_type::base_type;
  using base_type::operator=;
};

// `encoder { ... }`
struct Block : Located {
  Name name;
  Brace open;
  std::vector<Statement> statements;
  bool closed = true;
};

// The block that a statement is, or nullptr.
inline const Block* as_block(const Statement& statement) {
  const auto* block = boost::get<x3::forward_ast<Block>>(&statement.get());
  return block == nullptr ? nullptr : &block->get();
}

// `model fashion {`; without a name where the line is broken.
struct Head : Located {
  Name name;
  Brace open;
};

struct Model : Located {
  Head head;
  std::vector<Statement> statements;
  bool closed = true;
};

}  // namespace cae::dsl::ast
