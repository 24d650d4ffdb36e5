// What the names of a line stand for when the line is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/model/ast.h"
#include "dsl/model/meaning.h"
#include "dsl/text/source_set.h"

namespace cae::dsl {

// Whole numbers stay whole, so that a count of filters is never a rounded fraction.
using Number = std::variant<std::int64_t, double>;
double as_double(const Number& number);
std::string to_string(const Number& number);

class LayerLevel;

struct Bound {
  std::optional<Number> value =
      {};                   // none: its own line is wrong or not read yet; the mistake is already reported
  bool overridden = false;  // set from outside
  // What a call gives a parameter of a block if that is no number: a word, sizes, a layer. It is read where
  // the parameter is used, as what must stand there; layers are those of the level at which it was written.
  const ast::Value* written = nullptr;
  const LayerLevel* level = nullptr;
};

class Bindings {
 public:
  const Bound* find(DefinitionId id) const {
    return id >= 0 && static_cast<std::size_t>(id) < all_.size() ? &all_[static_cast<std::size_t>(id)]
                                                                 : nullptr;
  }
  void set(DefinitionId id, Bound bound) {
    if (static_cast<std::size_t>(id) >= all_.size()) all_.resize(static_cast<std::size_t>(id) + 1);
    all_[static_cast<std::size_t>(id)] = bound;
  }

 private:
  std::vector<Bound> all_;  // by definition
};

// The values that a line can see.
class Scope {
 public:
  Scope(const SourceSet& sources, const Meaning& meaning, const Bindings& bindings)
      : sources_(sources), meaning_(meaning), bindings_(bindings) {}

  std::string_view text(const Span& span) const { return sources_.text(span); }
  Place place(const Span& span) const { return sources_.place(span); }
  // Whether a name stands for a value, and for which.
  bool is_value(const Span& name) const;
  std::optional<Number> value_of(const Span& name) const;
  // What was written where the name's parameter was given, if that is no number; else nullptr.
  const Bound* written_for(const Span& name) const;
  // The names that could stand there, in alphabetical order.
  std::vector<std::string> names_at(const Span& place) const { return meaning_.values_at(place); }
  // Notes about the values under `span` that were set from outside: they explain what the text does not show.
  void explain_overrides(const Span& span, Diagnostic& diagnostic) const;

 private:
  const SourceSet& sources_;
  const Meaning& meaning_;
  const Bindings& bindings_;
};

}  // namespace cae::dsl
