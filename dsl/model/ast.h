// A model file as written: plain values, every node with the span of text that it was read from. Nothing has
// a meaning yet; analysis.h gives it one.
#pragma once

#include <boost/optional.hpp>
#include <boost/spirit/home/x3/support/ast/variant.hpp>
#include <optional>
#include <string>
#include <type_traits>
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

// A sum of products of factors, as in arithmetic: `-(width + 8) / 2`.
struct Expression;
struct Function;
struct Operand : x3::variant<Number, Name, x3::forward_ast<Function>, x3::forward_ast<Expression>> {
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

// `max(width, 8)`
struct Function : Located {
  Name name;
  std::vector<Expression> arguments;
};

// `level[i+1]`, or just a name.
struct Reference : Located {
  Name name;
  boost::optional<Expression> index;
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
// A reference here has an index; a name without one is an expression.
struct Value : x3::variant<Expression, Dimensions, Reference, x3::forward_ast<Call>> {
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

// `as code`, `as level[i]`
struct Alias : Located {
  Reference name;
};

struct Item : x3::variant<Value, Option, Alias> {
  using base_type::base_type;
  using base_type::operator=;
};

// `conv width 3x3 relu stride=2 as code`; also an activation on its own line, `leaky_relu(slope=0.2)`,
// or the call of a block, `residual 32 act=gelu as r`.
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

// `let wide = width*2`
struct Let : Located {
  Name name;
  Expression value;
};

// `from level[2]`
struct From : Located {
  Reference layer;
};

// `include "lib/residual.cae"`; the path with its quotes.
struct Path : Located {};
struct Include : Located {
  Path path;
};

// `input 28x28x1`
struct Input : Located {
  Value shape;
};

// A line that is not a valid statement, up to where parsing resumed; the error is already reported. Its first
// words are kept if they were recognised: "param", "width".
struct Broken : Located {
  std::optional<Name> keyword;
  std::optional<Name> name;
};

struct Stage;
struct Block;
struct Repeat;
struct Statement : x3::variant<Broken, Param, Let, Input, Include, From, Layer, x3::forward_ast<Stage>,
                               x3::forward_ast<Block>, x3::forward_ast<Repeat>> {
  using base_type::base_type;
  using base_type::operator=;
};

// What is between braces.
struct Body : Located {
  Brace open;
  std::vector<Statement> statements;
  bool closed = true;
};

// `encoder { ... }`
struct Stage : Located {
  Name name;
  Body body;
};

// `filters`, `act = relu`
struct Parameter : Located {
  Name name;
  boost::optional<Value> fallback;
};

// `block residual(filters, act = relu) { ... }`
struct Block : Located {
  Name name;
  std::vector<Parameter> parameters;
  Body body;
};

// `repeat 3 as i { ... }`
struct Repeat : Located {
  Expression count;
  boost::optional<Name> variable;
  Body body;
};

// The statement as one of these, or nullptr.
template <class Part>
const Part* as(const Statement& statement) {
  if constexpr (std::is_same_v<Part, Stage> || std::is_same_v<Part, Block> || std::is_same_v<Part, Repeat>) {
    const auto* part = boost::get<x3::forward_ast<Part>>(&statement.get());
    return part == nullptr ? nullptr : &part->get();
  } else {
    return boost::get<Part>(&statement.get());
  }
}

// `model fashion {`; without a name where the line is broken.
struct Head : Located {
  Name name;
  Brace open;
};

// A file that others include has only statements.
struct Model : Located {
  Head head;
  std::vector<Statement> statements;
  bool closed = true;
};

}  // namespace cae::dsl::ast
