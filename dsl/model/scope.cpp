#include "dsl/model/scope.h"

#include <cstdio>

#include "framework/base/catalogue/blocks.h"

namespace cae::dsl {

double as_double(const Number& number) {
  return std::visit([](auto value) { return static_cast<double>(value); }, number);
}

std::string to_string(const Number& number) {
  if (const auto* whole = std::get_if<std::int64_t>(&number)) return std::to_string(*whole);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.12g", std::get<double>(number));
  std::string text = buffer;
  // A whole value of type double is shown as such: 16.0.
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
  return text;
}

bool Scope::is_value(const Span& name) const {
  const DefinitionId id = meaning_.used_at(name);
  return id != no_definition && dsl::is_value(meaning_[id].kind);
}

std::optional<Number> Scope::value_of(const Span& name) const {
  const Bound* bound = bindings_.find(meaning_.used_at(name));
  return bound == nullptr ? std::nullopt : bound->value;
}

const Bound* Scope::written_for(const Span& name) const {
  const Bound* bound = bindings_.find(meaning_.used_at(name));
  return bound == nullptr || bound->written == nullptr ? nullptr : bound;
}

std::optional<Number> Scope::named_number(const Span& span) const {
  return is_value(span) && text(span) == meaning_[meaning_.used_at(span)].name ? value_of(span)
                                                                               : std::nullopt;
}

std::string Scope::shown(const Span& span) const {
  const std::optional<Number> number = named_number(span);
  return number ? to_string(*number) : std::string(text(span));
}

void Scope::explain_number(const Span& span, Diagnostic& diagnostic) const {
  if (named_number(span)) diagnostic.notes.push_back({place(span), catalogue::stands_here(text(span))});
}

void Scope::explain_overrides(const Span& span, Diagnostic& diagnostic) const {
  for (const Use& use : meaning_.uses()) {
    if (!span.holds(use.span)) continue;
    const Bound* bound = bindings_.find(use.definition);
    if (bound == nullptr || !bound->overridden || !bound->value) continue;
    const Definition& definition = meaning_[use.definition];
    diagnostic.notes.push_back({sources_.place(definition.span),
                                catalogue::param_was_set(definition.name, to_string(*bound->value))});
  }
}

}  // namespace cae::dsl
