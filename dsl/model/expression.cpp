#include "dsl/model/expression.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "framework/base/catalogue/model.h"

namespace cae::dsl {

double as_double(const Number& number) {
  return std::visit([](auto value) { return static_cast<double>(value); }, number);
}

std::string to_string(const Number& number) {
  if (const auto* whole = std::get_if<std::int64_t>(&number)) return std::to_string(*whole);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.12g", std::get<double>(number));
  std::string text = buffer;
  // A whole value of an inexact number is shown as what it is: 16.0.
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
  return text;
}

const ParamState* Scope::find(std::string_view name) const {
  const auto found = params_.find(name);
  return found == params_.end() ? nullptr : &found->second;
}

std::vector<std::string> Scope::names() const {
  std::vector<std::string> names;
  for (const auto& [name, state] : params_) names.push_back(name);
  return names;
}

namespace {

class Evaluator {
 public:
  Evaluator(const Scope& scope, const Expectation& expectation, Mistakes& mistakes)
      : scope_(scope), expectation_(expectation), mistakes_(mistakes) {}

  std::optional<Number> operator()(const ast::Expression& expression) {
    std::optional<Number> sum = (*this)(expression.first);
    for (const ast::ProductTail& tail : expression.rest) {
      sum = combine(sum, tail.sign, (*this)(tail.product), expression.first.source, tail.product.source);
    }
    return sum;
  }

  std::optional<Number> operator()(const ast::Number& number) {
    const char* first = number.source.data();
    const char* last = first + number.source.size();
    if (number.source.find_first_of(".eE") == std::string_view::npos) {
      std::int64_t whole = 0;
      if (std::from_chars(first, last, whole).ec == std::errc()) return Number(whole);
    } else {
      double real = 0;
      const auto result = std::from_chars(first, last, real);
      if (result.ec == std::errc() && std::isfinite(real)) return Number(real);
      // What is too small for a double is zero.
      if (result.ec == std::errc::result_out_of_range &&
          std::strtod(std::string(number.source).c_str(), nullptr) < 1) {
        return Number(0.0);
      }
    }
    mistakes_.add(catalogue::number_too_large(scope_.source().place(number.source)));
    return std::nullopt;
  }

  std::optional<Number> operator()(const ast::Name& name) {
    const ParamState* param = scope_.find(name.source);
    const Place place = scope_.source().place(name.source);
    if (param == nullptr) {
      mistakes_.add(catalogue::unknown_param(place, name.source, expectation_.setting, scope_.names(),
                                             expectation_.words));
      return std::nullopt;
    }
    if (!param->defined) {
      mistakes_.add(
          catalogue::param_used_too_early(place, name.source, scope_.source().place(param->definition)));
    }
    return param->value;
  }

 private:
  std::optional<Number> operator()(const ast::Product& product) {
    std::optional<Number> result = (*this)(product.first);
    for (const ast::FactorTail& tail : product.rest) {
      result = combine(result, tail.sign, (*this)(tail.factor), product.first.source, tail.factor.source);
    }
    return result;
  }

  std::optional<Number> operator()(const ast::Factor& factor) {
    std::optional<Number> value =
        boost::apply_visitor([this](const auto& operand) { return inner(operand); }, factor.operand);
    if (!value || factor.signs.size() % 2 == 0) return value;
    // The least whole number never comes out of digits, so its negative always exists.
    return std::visit([](auto number) { return Number(-number); }, *value);
  }

  template <class T>
  std::optional<Number> inner(const T& operand) {
    return (*this)(operand);
  }
  std::optional<Number> inner(const boost::spirit::x3::forward_ast<ast::Expression>& operand) {
    return (*this)(operand.get());
  }

  std::optional<Number> combine(const std::optional<Number>& left, char sign,
                                const std::optional<Number>& right, std::string_view from,
                                std::string_view to) {
    if (!left || !right) return std::nullopt;
    const std::string_view whole(from.data(), static_cast<std::size_t>(to.data() + to.size() - from.data()));
    if (sign == '/' && as_double(*right) == 0)
      return refuse(catalogue::division_by_zero(place(whole)), whole);
    const auto* a = std::get_if<std::int64_t>(&*left);
    const auto* b = std::get_if<std::int64_t>(&*right);
    if (a == nullptr || b == nullptr) return combine_real(as_double(*left), sign, as_double(*right), whole);
    std::int64_t result = 0;
    bool overflow = false;
    switch (sign) {
      case '+':
        overflow = __builtin_add_overflow(*a, *b, &result);
        break;
      case '-':
        overflow = __builtin_sub_overflow(*a, *b, &result);
        break;
      case '*':
        overflow = __builtin_mul_overflow(*a, *b, &result);
        break;
      default:
        overflow = *b == -1 && __builtin_sub_overflow(std::int64_t{0}, *a, &result);
        if (overflow) break;
        if (*b != -1) {
          if (*a % *b != 0) return refuse(catalogue::uneven_division(place(whole), *a, *b), whole);
          result = *a / *b;
        }
    }
    if (overflow) return refuse(catalogue::number_too_large(place(whole)), whole);
    return Number(result);
  }

  std::optional<Number> combine_real(double a, char sign, double b, std::string_view whole) {
    const double result = sign == '+' ? a + b : sign == '-' ? a - b : sign == '*' ? a * b : a / b;
    if (!std::isfinite(result)) return refuse(catalogue::number_too_large(place(whole)), whole);
    return Number(result);
  }

  Place place(std::string_view node) const { return scope_.source().place(node); }

  std::nullopt_t refuse(Diagnostic diagnostic, std::string_view node) {
    explain_overrides(node, scope_, diagnostic);
    mistakes_.add(std::move(diagnostic));
    return std::nullopt;
  }

  const Scope& scope_;
  const Expectation& expectation_;
  Mistakes& mistakes_;
};

bool is_name_character(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::optional<Number> evaluate(const ast::Expression& expression, const Scope& scope,
                               const Expectation& expectation, Mistakes& mistakes) {
  return Evaluator(scope, expectation, mistakes)(expression);
}

std::optional<Number> evaluate(const ast::Side& side, const Scope& scope, const Expectation& expectation,
                               Mistakes& mistakes) {
  Evaluator evaluator(scope, expectation, mistakes);
  if (const auto* number = boost::get<ast::Number>(&side.get())) return evaluator(*number);
  if (const auto* name = boost::get<ast::Name>(&side.get())) return evaluator(*name);
  return evaluator(boost::get<boost::spirit::x3::forward_ast<ast::Expression>>(side.get()).get());
}

std::string_view source_of(const ast::Side& side) {
  if (const auto* number = boost::get<ast::Number>(&side.get())) return number->source;
  if (const auto* name = boost::get<ast::Name>(&side.get())) return name->source;
  return boost::get<boost::spirit::x3::forward_ast<ast::Expression>>(side.get()).get().source;
}

std::string_view lone_name(const ast::Expression& expression) {
  if (!expression.rest.empty() || !expression.first.rest.empty()) return {};
  const ast::Factor& factor = expression.first.first;
  const auto* name = boost::get<ast::Name>(&factor.operand.get());
  return name == nullptr || !factor.signs.empty() ? std::string_view() : name->source;
}

void explain_overrides(std::string_view node, const Scope& scope, Diagnostic& diagnostic) {
  for (std::size_t at = 0; at < node.size();) {
    std::size_t end = at;
    while (end < node.size() && is_name_character(node[end])) ++end;
    const std::string_view word = node.substr(at, end - at);
    const ParamState* param = scope.find(word);
    if (param != nullptr && param->overridden && param->value) {
      diagnostic.notes.push_back({scope.source().place(param->definition),
                                  catalogue::param_was_set(word, to_string(*param->value))});
    }
    at = end == at ? at + 1 : end;
  }
}

}  // namespace cae::dsl
