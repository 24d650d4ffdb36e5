#include "dsl/model/value.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "framework/base/catalogue/model.h"
#include "framework/base/value_range.h"
#include "framework/graph/operator.h"

namespace cae::dsl {
namespace {

using ForwardCall = boost::spirit::x3::forward_ast<ast::Call>;

const ast::Expression* as_expression(const ast::Value& value) {
  return boost::get<ast::Expression>(&value.get());
}
const ast::Dimensions* as_dimensions(const ast::Value& value) {
  return boost::get<ast::Dimensions>(&value.get());
}
const ast::Call* as_call(const ast::Value& value) {
  const auto* call = boost::get<ForwardCall>(&value.get());
  return call == nullptr ? nullptr : &call->get();
}

const ast::Reference* as_reference(const ast::Value& value) {
  return boost::get<ast::Reference>(&value.get());
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_activation(std::string_view kind) {
  const Operator* op = find_operator(kind);
  return op != nullptr && op->is_activation();
}

std::string needed_form(const AttributeSpec& spec) {
  switch (spec.type) {
    case AttributeType::integer:
      return "a whole number";
    case AttributeType::number:
      return "a number";
    case AttributeType::boolean:
      return "on or off";
    case AttributeType::choice:
      return "a word";
    case AttributeType::window:
      return "one number or HxW";
    case AttributeType::padding:
      return "a word, one number or HxW";
    case AttributeType::activation:
      return "the name of an activation";
    case AttributeType::shape:
      return "HxWxC";
    case AttributeType::layer:
      return "the name of a layer";
  }
  return "";
}

const char* example(const AttributeSpec& spec) {
  switch (spec.type) {
    case AttributeType::integer:
      return "a whole number, as in 8";
    case AttributeType::window:
      return "one number or HxW, as in 3 or 3x1";
    case AttributeType::padding:
      return "valid, same, one number or HxW, as in 1 or 1x0";
    case AttributeType::shape:
      return "height x width x channels without blanks, as in 28x28x1";
    default:
      return "a number, as in 0.5";
  }
}

bool takes_numbers(const AttributeSpec& spec) {
  return spec.type == AttributeType::integer || spec.type == AttributeType::number ||
         spec.type == AttributeType::window || spec.type == AttributeType::padding;
}

bool takes_sides(const AttributeSpec& spec) {
  return spec.type == AttributeType::window || spec.type == AttributeType::padding ||
         spec.type == AttributeType::shape;
}

ValueRange range_of(const AttributeSpec& spec) {
  return {spec.minimum, spec.maximum};
}

// The names of a call's arguments and their places.
using GivenNames = std::map<std::string_view, Span>;

class Reader {
 public:
  Reader(const AttributeSpec& spec, const Scope& scope, Mistakes& mistakes)
      : spec_(spec), scope_(scope), mistakes_(mistakes), expectation_{spec.name, words_of(spec)} {}

  std::optional<AttributeValue> read(const ast::Value& value) {
    const ast::Name* name = lone_name(value);
    if (name != nullptr) {
      if (const Bound* bound = scope_.written_for(name->span)) return read(*bound->written);
      if (scope_.is_lost(name->span)) return std::nullopt;
    }
    if (const ast::Reference* reference = as_reference(value)) return wrong(reference->span);
    const std::string_view word = lone_word(value, scope_);
    if (name != nullptr && contains(expectation_.words, word)) return from_word(std::string(word));
    if (const ast::Call* call = as_call(value)) return from_call(*call);
    if (const ast::Dimensions* dimensions = as_dimensions(value)) return from_sides(*dimensions);
    const ast::Expression& expression = *as_expression(value);
    const bool only_a_word = !takes_numbers(spec_) && spec_.type != AttributeType::shape;
    const bool could_be_a_word =
        !expectation_.words.empty() && (name == nullptr || !scope_.is_value(name->span));
    if (name != nullptr && (only_a_word || could_be_a_word)) return unknown(name->span);
    if (takes_numbers(spec_)) return from_number(expression);
    return wrong(expression.span);
  }

 private:
  std::optional<AttributeValue> from_word(std::string word) const {
    switch (spec_.type) {
      case AttributeType::boolean:
        return AttributeValue(word == "on");
      case AttributeType::padding:
        return AttributeValue(Padding{word == "same" ? Padding::Mode::same : Padding::Mode::valid, 0, 0});
      case AttributeType::activation:
        return AttributeValue(Activation{std::move(word), {}});
      default:
        return AttributeValue(std::move(word));
    }
  }

  std::optional<AttributeValue> from_number(const ast::Expression& expression) {
    const std::optional<Number> number = evaluate(expression, scope_, expectation_, mistakes_);
    if (!number) return std::nullopt;
    if (spec_.type == AttributeType::number) {
      const double real = as_double(*number);
      if (!in_range(real, *number, range_of(spec_), expression.span)) return std::nullopt;
      return AttributeValue(real);
    }
    const std::optional<std::int64_t> side = whole(*number, expression.span);
    if (!side) return std::nullopt;
    if (spec_.type == AttributeType::window) return AttributeValue(Window{*side, *side});
    if (spec_.type == AttributeType::padding)
      return AttributeValue(Padding{Padding::Mode::fixed, *side, *side});
    return AttributeValue(*side);
  }

  std::optional<AttributeValue> from_sides(const ast::Dimensions& dimensions) {
    const std::size_t count = dimensions.rest.size() + 1;
    if (!takes_sides(spec_) || count != (spec_.type == AttributeType::shape ? 3u : 2u))
      return wrong(dimensions.span);
    std::vector<std::optional<std::int64_t>> sides{side(dimensions.first)};
    for (const ast::Side& written : dimensions.rest) sides.push_back(side(written));
    for (const auto& known : sides) {
      if (!known) return std::nullopt;
    }
    if (spec_.type == AttributeType::shape)
      return AttributeValue(Shape::image(*sides[0], *sides[1], *sides[2]));
    if (spec_.type == AttributeType::window) return AttributeValue(Window{*sides[0], *sides[1]});
    return AttributeValue(Padding{Padding::Mode::fixed, *sides[0], *sides[1]});
  }

  std::optional<std::int64_t> side(const ast::Side& written) {
    const std::optional<Number> number = evaluate(written, scope_, {spec_.name, {}}, mistakes_);
    return number ? whole(*number, span_of(written)) : std::nullopt;
  }

  std::optional<AttributeValue> from_call(const ast::Call& call) {
    const std::string_view kind = scope_.text(call.name.span);
    if (spec_.type != AttributeType::activation) {
      if (contains(expectation_.words, kind) || scope_.is_value(call.name.span)) {
        mistakes_.add(catalogue::takes_no_arguments(scope_.place(call.span), kind, kind));
        return std::nullopt;
      }
      return wrong(call.span);
    }
    if (!is_activation(kind)) return unknown(call.name.span);
    const Operator& op = *find_operator(kind);
    Activation activation{std::string(kind), {}};
    bool valid = true;
    GivenNames given;
    for (const ast::Argument& argument : call.arguments)
      valid = read_argument(argument, op, activation, given) && valid;
    if (!valid) return std::nullopt;
    return AttributeValue(std::move(activation));
  }

  bool read_argument(const ast::Argument& argument, const Operator& op, Activation& activation,
                     GivenNames& given) {
    std::vector<std::string> names;
    for (const AttributeSpec& spec : op.attributes()) names.push_back(spec.name);
    const auto* option = boost::get<ast::Option>(&argument.get());
    if (option == nullptr) {
      const Span span = span_of(boost::get<ast::Value>(argument.get()));
      const std::string_view source = scope_.text(span);
      const Place place = scope_.place(span);
      const std::string kind(op.kind());
      mistakes_.add(names.empty() ? catalogue::takes_no_arguments(place, kind, kind)
                                  : catalogue::argument_without_name(
                                        place, kind, source,
                                        kind + "(" + names.front() + "=" + std::string(source) + ")"));
      return false;
    }
    const std::string_view name = scope_.text(option->name.span);
    const Place place = scope_.place(option->name.span);
    const auto spec = std::find_if(op.attributes().begin(), op.attributes().end(),
                                   [&](const AttributeSpec& candidate) { return candidate.name == name; });
    if (spec == op.attributes().end()) {
      mistakes_.add(catalogue::unknown_option(place, op.kind(), name, names));
      return false;
    }
    if (const auto first = given.find(name); first != given.end()) {
      mistakes_.add(catalogue::option_twice(place, name, scope_.place(first->second)));
      return false;
    }
    given.emplace(name, option->name.span);
    const std::optional<AttributeValue> read = read_value(option->value, *spec, scope_, mistakes_);
    const double* number = read ? std::get_if<double>(&*read) : nullptr;
    activation.arguments.emplace_back(name, number == nullptr ? 0.0 : *number);
    return number != nullptr;
  }

  std::optional<std::int64_t> whole(const Number& number, const Span& span) {
    const auto* value = std::get_if<std::int64_t>(&number);
    if (value == nullptr) {
      Diagnostic diagnostic =
          catalogue::wrong_value(scope_.place(span), spec_.name, "a whole number", to_string(number),
                                 "a whole number has no '.' and no exponent");
      scope_.explain_overrides(span, diagnostic);
      mistakes_.add(std::move(diagnostic));
      return std::nullopt;
    }
    // A declaration without a bound of its own still gets one, so that no product of two settings overflows.
    ValueRange range = range_of(spec_);
    range.maximum = std::min(range.maximum, static_cast<double>(max_dimension));
    if (!in_range(static_cast<double>(*value), number, range, span)) return std::nullopt;
    return *value;
  }

  bool in_range(double value, const Number& shown, const ValueRange& range, const Span& span) {
    if (range.holds(value)) return true;
    Diagnostic diagnostic =
        catalogue::out_of_range(scope_.place(span), spec_.name, range.text(), to_string(shown));
    scope_.explain_overrides(span, diagnostic);
    mistakes_.add(std::move(diagnostic));
    return false;
  }

  // Everything that the setting takes: "valid, same, one number or HxW".
  std::string choices() const {
    const std::string words = catalogue::model_words::listed(expectation_.words);
    if (!takes_numbers(spec_)) return words;
    const bool sides = takes_sides(spec_);
    return words + (words.empty() ? "" : ", ") + (sides ? "one number or HxW" : needed_form(spec_));
  }

  std::optional<AttributeValue> unknown(const Span& span) {
    std::vector<std::string> candidates = expectation_.words;
    if (takes_numbers(spec_)) {
      for (std::string& param : scope_.names_at(span)) candidates.push_back(std::move(param));
    }
    const Operator* op = find_operator(scope_.text(span));
    const bool layer = spec_.type == AttributeType::activation && op != nullptr && op->in_language();
    return refuse(span, layer ? catalogue::layer_as_word(scope_.place(span), spec_.name, scope_.text(span),
                                                         spec_.positional)
                              : catalogue::unknown_word(scope_.place(span), spec_.name, scope_.shown(span),
                                                        candidates, choices(), sizes_meant(span)));
  }

  std::optional<AttributeValue> wrong(const Span& span) {
    const std::string sizes = sizes_meant(span);
    const bool numbers = takes_numbers(spec_) || spec_.type == AttributeType::shape;
    const std::string help = !sizes.empty() ? catalogue::sizes_are_written(sizes)
                             : numbers      ? "write " + std::string(example(spec_))
                                            : "write one of " + choices();
    return refuse(span, catalogue::wrong_value(scope_.place(span), spec_.name, needed_form(spec_),
                                               scope_.shown(span), help));
  }

  std::nullopt_t refuse(const Span& span, Diagnostic diagnostic) {
    scope_.explain_number(span, diagnostic);
    mistakes_.add(std::move(diagnostic));
    return std::nullopt;
  }

  // "kx3" for "(k)x3", where sizes are allowed.
  std::string sizes_meant(const Span& span) const {
    return takes_sides(spec_) ? catalogue::sizes_meant(scope_.text(span), scope_.names_at(span)) : "";
  }

  const AttributeSpec& spec_;
  const Scope& scope_;
  Mistakes& mistakes_;
  Expectation expectation_;
};

}  // namespace

std::vector<std::string> words_of(const AttributeSpec& spec) {
  switch (spec.type) {
    case AttributeType::boolean:
      return {"on", "off"};
    case AttributeType::padding:
      return {"valid", "same"};
    case AttributeType::activation:
      return activation_kinds();
    default:
      return spec.words;
  }
}

std::vector<std::string> activation_kinds() {
  std::vector<std::string> kinds;
  for (const Operator* op : all_operators()) {
    if (op->is_activation() && op->in_language()) kinds.emplace_back(op->kind());
  }
  return kinds;
}

std::vector<std::string> reserved_words() {
  std::vector<std::string> reserved{"as", "input"};
  for (const Operator* op : all_operators()) {
    for (const AttributeSpec& spec : op->attributes()) {
      for (std::string& word : words_of(spec)) reserved.push_back(std::move(word));
    }
  }
  return reserved;
}

Span span_of(const ast::Value& value) {
  if (const auto* expression = as_expression(value)) return expression->span;
  if (const auto* dimensions = as_dimensions(value)) return dimensions->span;
  if (const auto* reference = as_reference(value)) return reference->span;
  return as_call(value)->span;
}

const ast::Name* lone_name(const ast::Value& value) {
  const ast::Expression* expression = as_expression(value);
  return expression == nullptr ? nullptr : lone_name(*expression);
}

std::string_view lone_word(const ast::Value& value, const Scope& scope) {
  const ast::Name* name = lone_name(value);
  if (name == nullptr) return {};
  if (const Bound* bound = scope.written_for(name->span)) return lone_word(*bound->written, scope);
  return scope.is_value(name->span) ? std::string_view() : scope.text(name->span);
}

bool fits(const ast::Value& value, const AttributeSpec& spec, const Scope& scope) {
  if (const ast::Name* name = lone_name(value)) {
    if (const Bound* bound = scope.written_for(name->span)) return fits(*bound->written, spec, scope);
    if (contains(words_of(spec), scope.text(name->span))) return true;
    return takes_numbers(spec) && scope.is_value(name->span);
  }
  if (const ast::Call* call = as_call(value)) {
    return spec.type == AttributeType::activation && is_activation(scope.text(call->name.span));
  }
  if (as_reference(value) != nullptr) return false;
  return as_dimensions(value) != nullptr ? takes_sides(spec) : takes_numbers(spec);
}

std::optional<AttributeValue> read_value(const ast::Value& value, const AttributeSpec& spec,
                                         const Scope& scope, Mistakes& mistakes) {
  return Reader(spec, scope, mistakes).read(value);
}

std::optional<Shape> read_input(const ast::Value& value, const Scope& scope, Mistakes& mistakes) {
  AttributeSpec spec{.name = "input", .type = AttributeType::shape, .minimum = 1};
  const bool row = as_expression(value) != nullptr;
  if (row) spec.type = AttributeType::integer;
  const std::optional<AttributeValue> read = read_value(value, spec, scope, mistakes);
  if (!read) return std::nullopt;
  return row ? Shape::row(std::get<std::int64_t>(*read)) : std::get<Shape>(*read);
}

}  // namespace cae::dsl
