// One written value, read as an operator's declaration says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/expression.h"
#include "framework/graph/operator.h"

namespace cae::dsl {

std::string_view source_of(const ast::Value& value);
// The name if the value is a name alone, else "".
std::string_view lone_name(const ast::Value& value);

// Whether the value has the form of this setting: a word that is one of its words, numbers where it wants
// numbers.
bool fits(const ast::Value& value, const AttributeSpec& spec, const Scope& scope);

// The value, or nothing when a mistake was added or hides one.
std::optional<AttributeValue> read_value(const ast::Value& value, const AttributeSpec& spec,
                                         const Scope& scope, Mistakes& mistakes);

std::vector<std::string> activation_kinds();
// The words that may stand for a setting, beside numbers.
std::vector<std::string> words_of(const AttributeSpec& spec);
// The words that mean something where a number could stand, so that no param may have their names.
std::vector<std::string> reserved_words();

}  // namespace cae::dsl
