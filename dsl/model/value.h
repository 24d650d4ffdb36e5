// One written value, read as an operator's declaration says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/expression.h"
#include "framework/graph/operator.h"

namespace cae::dsl {

Span span_of(const ast::Value& value);
// The name if the value is a name alone, else nullptr.
const ast::Name* lone_name(const ast::Value& value);
// Its text, or that of what a call gives it as a parameter of a block; or "".
std::string_view lone_word(const ast::Value& value, const Scope& scope);

// Whether the value has the form of this setting: a word that is one of its words, numbers where it wants
// numbers.
bool fits(const ast::Value& value, const AttributeSpec& spec, const Scope& scope);

// The value, or nothing when a mistake was added or hides one.
std::optional<AttributeValue> read_value(const ast::Value& value, const AttributeSpec& spec,
                                         const Scope& scope, Mistakes& mistakes);

// The shape of an input: HxWxC, or one number for a row.
std::optional<Shape> read_input(const ast::Value& value, const Scope& scope, Mistakes& mistakes);

std::vector<std::string> activation_kinds();
// The words that may stand for a setting, beside numbers.
std::vector<std::string> words_of(const AttributeSpec& spec);
// The words that mean something where a number could stand, so that no param may have their names.
std::vector<std::string> reserved_words();

}  // namespace cae::dsl
