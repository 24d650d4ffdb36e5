// Arithmetic over numbers and params.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/model/ast.h"
#include "dsl/model/scope.h"
#include "dsl/text/mistakes.h"

namespace cae::dsl {

// Context for the error about an unknown word in an expression: the setting that needs the number ("" for
// none), and the words that are also allowed there.
struct Expectation {
  std::string setting = "";
  std::vector<std::string> words = {};
};

// The value, or nothing if a mistake was added (or the mistake is in a param and was added before).
std::optional<Number> evaluate(const ast::Expression& expression, const Scope& scope,
                               const Expectation& expectation, Mistakes& mistakes);
std::optional<Number> evaluate(const ast::Side& side, const Scope& scope, const Expectation& expectation,
                               Mistakes& mistakes);

Span span_of(const ast::Side& side);

// The name if the expression is just a name, else nullptr.
const ast::Name* lone_name(const ast::Expression& expression);

}  // namespace cae::dsl
