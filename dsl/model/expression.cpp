#include "dsl/model/expression.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "dsl/model/value.h"
#include "framework/base/catalogue/blocks.h"
#include "framework/graph/operator.h"

namespace cae::dsl {

namespace {

class Evaluator {
 public:
  Evaluator(const Scope& scope, const Expectation& expectation, Mistakes& mistakes)
      : scope_(scope), expectation_(expectation), mistakes_(mistakes) {}

  std::optional<Number> operator()(const ast::Expression& expression) {
    std::optional<Number> sum = (*this)(expression.first);
    for (const ast::ProductTail& tail : expression.rest) {
      sum = combine(sum, tail.sign, (*this)(tail.product), expression.first.span, tail.product.span);
    }
    return sum;
  }

  std::optional<Number> operator()(const ast::Number& number) {
    const std::string_view text = scope_.text(number.span);
    const char* first = text.data();
    const char* last = first + text.size();
    if (text.find_first_of(".eE") == std::string_view::npos) {
      std::int64_t whole = 0;
      if (std::from_chars(first, last, whole).ec == std::errc()) return Number(whole);
    } else {
      double real = 0;
      const auto result = std::from_chars(first, last, real);
      if (result.ec == std::errc() && std::isfinite(real)) return Number(real);
      // A number too small for a double is zero.
      if (result.ec == std::errc::result_out_of_range &&
          std::strtod(std::string(text).c_str(), nullptr) < 1) {
        return Number(0.0);
      }
    }
    mistakes_.add(catalogue::number_too_large(scope_.place(number.span)));
    return std::nullopt;
  }

  std::optional<Number> operator()(const ast::Name& name) {
    if (const Bound* bound = scope_.written_for(name.span)) {
      mistakes_.add(catalogue::not_a_number(scope_.place(name.span), scope_.text(name.span),
                                            expectation_.setting, scope_.text(span_of(*bound->written)),
                                            scope_.place(span_of(*bound->written))));
      return std::nullopt;
    }
    if (scope_.is_value(name.span)) return scope_.value_of(name.span);
    const Operator* op = find_operator(scope_.text(name.span));
    if (expectation_.setting.empty() && op != nullptr && op->is_activation()) {
      mistakes_.add(catalogue::word_as_number(scope_.place(name.span), scope_.text(name.span)));
      return std::nullopt;
    }
    const std::vector<std::string> reserved = reserved_words();
    mistakes_.add(catalogue::unknown_param(
        scope_.place(name.span), scope_.text(name.span), expectation_.setting, scope_.names_at(name.span),
        expectation_.words,
        std::find(reserved.begin(), reserved.end(), scope_.text(name.span)) != reserved.end()));
    return std::nullopt;
  }

 private:
  std::optional<Number> operator()(const ast::Product& product) {
    std::optional<Number> result = (*this)(product.first);
    for (const ast::FactorTail& tail : product.rest) {
      result = combine(result, tail.sign, (*this)(tail.factor), product.first.span, tail.factor.span);
    }
    return result;
  }

  std::optional<Number> operator()(const ast::Factor& factor) {
    std::optional<Number> value =
        boost::apply_visitor([this](const auto& operand) { return inner(operand); }, factor.operand);
    if (!value || factor.signs.size() % 2 == 0) return value;
    // Digits never give the least whole number, so the negative always exists.
    return std::visit([](auto number) { return Number(-number); }, *value);
  }

  std::optional<Number> operator()(const ast::Function& function) {
    const std::string_view name = scope_.text(function.name.span);
    std::vector<Number> numbers;
    for (const ast::Expression& argument : function.arguments) {
      const std::optional<Number> number = (*this)(argument);
      if (!number) return std::nullopt;
      numbers.push_back(*number);
    }
    if (name == "min" || name == "max") return extreme(numbers, name == "max");
    if (numbers.size() != 1) {
      return refuse(catalogue::one_number(place(function.span), name), function.span);
    }
    return rounded(numbers.front(), name == "floor", function.span);
  }

  static Number extreme(const std::vector<Number>& numbers, bool largest) {
    return *std::max_element(numbers.begin(), numbers.end(), [&](const Number& a, const Number& b) {
      return largest ? as_double(a) < as_double(b) : as_double(b) < as_double(a);
    });
  }

  std::optional<Number> rounded(const Number& number, bool down, const Span& span) {
    const auto* real = std::get_if<double>(&number);
    if (real == nullptr) return number;
    const double whole = down ? std::floor(*real) : std::ceil(*real);
    if (std::fabs(whole) >= 9223372036854775807.0)
      return refuse(catalogue::number_too_large(place(span)), span);
    return Number(static_cast<std::int64_t>(whole));
  }

  template <class T>
  std::optional<Number> inner(const T& operand) {
    return (*this)(operand);
  }
  template <class T>
  std::optional<Number> inner(const boost::spirit::x3::forward_ast<T>& operand) {
    return (*this)(operand.get());
  }

  std::optional<Number> combine(const std::optional<Number>& left, char sign,
                                const std::optional<Number>& right, const Span& from, const Span& to) {
    if (!left || !right) return std::nullopt;
    const Span whole = joined(from, to);
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

  std::optional<Number> combine_real(double a, char sign, double b, const Span& whole) {
    const double result = sign == '+' ? a + b : sign == '-' ? a - b : sign == '*' ? a * b : a / b;
    if (!std::isfinite(result)) return refuse(catalogue::number_too_large(place(whole)), whole);
    return Number(result);
  }

  Place place(const Span& node) const { return scope_.place(node); }

  std::nullopt_t refuse(Diagnostic diagnostic, const Span& node) {
    scope_.explain_overrides(node, diagnostic);
    mistakes_.add(std::move(diagnostic));
    return std::nullopt;
  }

  const Scope& scope_;
  const Expectation& expectation_;
  Mistakes& mistakes_;
};

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

Span span_of(const ast::Side& side) {
  if (const auto* number = boost::get<ast::Number>(&side.get())) return number->span;
  if (const auto* name = boost::get<ast::Name>(&side.get())) return name->span;
  return boost::get<boost::spirit::x3::forward_ast<ast::Expression>>(side.get()).get().span;
}

const ast::Name* lone_name(const ast::Expression& expression) {
  if (!expression.rest.empty() || !expression.first.rest.empty()) return nullptr;
  const ast::Factor& factor = expression.first.first;
  return factor.signs.empty() ? boost::get<ast::Name>(&factor.operand.get()) : nullptr;
}

}  // namespace cae::dsl
