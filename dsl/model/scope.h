// What the names of a line stand for when the line is read.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/model/meaning.h"
#include "dsl/text/source_set.h"

namespace cae::dsl {

// Whole numbers stay whole, so that a count of filters is never a rounded fraction.
using Number = std::variant<std::int64_t, double>;
double as_double(const Number& number);
std::string to_string(const Number& number);

struct Bound {
  std::optional<Number> value = {};  // none: its own line is wrong or not read yet, which has been said
  bool overridden = false;           // set from outside
};

using Bindings = std::map<DefinitionId, Bound>;

// The values that a line can see.
class Scope {
 public:
  Scope(const SourceSet& sources, const Meaning& meaning, const Bindings& bindings)
      : sources_(sources), meaning_(meaning), bindings_(bindings) {}

  std::string_view text(const Span& span) const { return sources_.text(span); }
  Place place(const Span& span) const { return sources_.place(span); }
  // Whether a name stands for a value, and for which.
  bool is_value(const Span& name) const { return meaning_.used_at(name) != no_definition; }
  std::optional<Number> value_of(const Span& name) const;
  // The names that could stand there, in alphabetical order.
  std::vector<std::string> names_at(const Span& place) const;
  // Notes about the values under `span` that were set from outside: they explain what the text does not show.
  void explain_overrides(const Span& span, Diagnostic& diagnostic) const;

 private:
  const SourceSet& sources_;
  const Meaning& meaning_;
  const Bindings& bindings_;
};

}  // namespace cae::dsl
