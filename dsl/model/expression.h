// Params and the arithmetic over them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dsl/model/ast.h"
#include "dsl/model/mistakes.h"

namespace cae::dsl {

// Whole numbers stay whole, so that a count of filters is never a rounded fraction.
using Number = std::variant<std::int64_t, double>;
double as_double(const Number& number);
std::string to_string(const Number& number);

struct ParamState {
  std::string_view definition = {};  // the name where it is defined
  std::optional<Number> value = {};  // none: its own line is wrong, which has been said
  bool defined = false;              // false: its line comes later
  bool overridden = false;
};

// The params that a line can see.
class Scope {
 public:
  explicit Scope(const SourceText& source) : source_(source) {}

  const SourceText& source() const { return source_; }
  std::map<std::string, ParamState, std::less<>>& params() { return params_; }
  const ParamState* find(std::string_view name) const;
  std::vector<std::string> names() const;  // in alphabetical order

 private:
  const SourceText& source_;
  std::map<std::string, ParamState, std::less<>> params_;
};

// What an unknown word in an expression is reported with: the setting that needs the number ("" for none),
// and the words that could stand there too.
struct Expectation {
  std::string setting = "";
  std::vector<std::string> words = {};
};

// The value, or nothing when a mistake was added (or a param's own mistake was, before).
std::optional<Number> evaluate(const ast::Expression& expression, const Scope& scope,
                               const Expectation& expectation, Mistakes& mistakes);
std::optional<Number> evaluate(const ast::Side& side, const Scope& scope, const Expectation& expectation,
                               Mistakes& mistakes);

std::string_view source_of(const ast::Side& side);

// The name if the expression is a name alone, else "".
std::string_view lone_name(const ast::Expression& expression);

// Notes about the params under `node` that were set from outside: they explain a value that the text does not
// show.
void explain_overrides(std::string_view node, const Scope& scope, Diagnostic& diagnostic);

}  // namespace cae::dsl
