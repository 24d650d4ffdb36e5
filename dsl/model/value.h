// One written value, read as an operator declares it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/expression.h"
#include "framework/graph/operator.h"

namespace cae::dsl {

Span span_of(const ast::Value& value);
// The name if the value is just a name, else nullptr.
const ast::Name* lone_name(const ast::Value& value);
// Its text, or that of the call's argument if it is a parameter of a block; "" if it stands for a number.
std::string_view lone_word(const ast::Value& value, const Scope& scope);

// Whether the value has the form of this setting: one of its words, or numbers if it takes numbers.
bool fits(const ast::Value& value, const AttributeSpec& spec, const Scope& scope);

// The value, or nothing if a mistake was added or is hidden by another.
std::optional<AttributeValue> read_value(const ast::Value& value, const AttributeSpec& spec,
                                         const Scope& scope, Mistakes& mistakes);

// The shape of an input: HxWxC, or one number for a row.
std::optional<Shape> read_input(const ast::Value& value, const Scope& scope, Mistakes& mistakes);

std::vector<std::string> activation_kinds();
// The words that a setting takes besides numbers.
std::vector<std::string> words_of(const AttributeSpec& spec);
// The words that have a meaning where a number is allowed, so that no param can have their names.
std::vector<std::string> reserved_words();

}  // namespace cae::dsl
