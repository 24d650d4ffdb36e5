// What the names on a line refer to when the line is read.
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
      {};                   // nothing: its own line is wrong, which is already reported, or not read yet
  bool overridden = false;  // set from outside
  // The argument that a call gives a parameter of a block if it is not a number: a word, sizes, a layer. It
  // is read where the parameter is used, as what is needed there; layers are those of the calling level.
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

// The values that are in scope on a line.
class Scope {
 public:
  Scope(const SourceSet& sources, const Meaning& meaning, const Bindings& bindings)
      : sources_(sources), meaning_(meaning), bindings_(bindings) {}

  std::string_view text(const Span& span) const { return sources_.text(span); }
  Place place(const Span& span) const { return sources_.place(span); }
  // Whether a name refers to a value, and to which.
  bool is_value(const Span& name) const;
  std::optional<Number> value_of(const Span& name) const;
  // The written argument for the parameter of this name, if that is not a number; else nullptr.
  const Bound* written_for(const Span& name) const;
  // Whether it is the name of a value whose own line is wrong, which is already reported.
  bool is_lost(const Span& name) const { return is_value(name) && !written_for(name) && !value_of(name); }
  // What a message shows of the text: of a name that stands for a number, that number, which a note explains.
  std::string shown(const Span& span) const;
  void explain_number(const Span& span, Diagnostic& diagnostic) const;
  // The names that are in scope there, in alphabetical order.
  std::vector<std::string> names_at(const Span& place) const { return meaning_.values_at(place); }
  // Notes about the values under `span` that were set from outside: they explain what the text does not show.
  void explain_overrides(const Span& span, Diagnostic& diagnostic) const;

 private:
  // The number for which the name stands that is all of the span.
  std::optional<Number> named_number(const Span& span) const;

  const SourceSet& sources_;
  const Meaning& meaning_;
  const Bindings& bindings_;
};

}  // namespace cae::dsl
