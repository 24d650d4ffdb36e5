#include "framework/graph/attributes.h"

#include <cstdio>
#include <cstdlib>

namespace cae {
namespace {

constexpr std::size_t most_settings = 10;  // of a layer: a convolution's

[[noreturn]] void missing(std::string_view name) {
  std::fprintf(stderr, "internal error: no attribute '%.*s' of that type\n", static_cast<int>(name.size()),
               name.data());
  std::abort();
}

template <class T>
const T& get(const Attributes& attributes, std::string_view name) {
  const AttributeValue* value = attributes.find(name);
  const T* typed = value == nullptr ? nullptr : std::get_if<T>(value);
  if (typed == nullptr) missing(name);
  return *typed;
}

std::string number_text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", value);
  return buffer;
}

std::string pair_text(std::int64_t height, std::int64_t width) {
  return std::to_string(height) + "x" + std::to_string(width);
}

struct Printer {
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return number_text(value); }
  std::string operator()(bool value) const { return value ? "on" : "off"; }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const Window& value) const { return pair_text(value.height, value.width); }
  std::string operator()(const Padding& value) const {
    if (value.mode == Padding::Mode::valid) return "valid";
    if (value.mode == Padding::Mode::same) return "same";
    return value.height == value.width ? std::to_string(value.height) : pair_text(value.height, value.width);
  }
  std::string operator()(const Activation& value) const {
    std::string text = value.kind;
    for (const auto& [name, argument] : value.arguments) {
      text += (&name == &value.arguments.front().first ? "(" : ", ") + name + "=" + number_text(argument);
    }
    return value.arguments.empty() ? text : text + ")";
  }
  std::string operator()(const Shape& value) const { return to_string(value); }
};

}  // namespace

void Attributes::set(std::string name, AttributeValue value) {
  for (auto& [existing, old] : values_) {
    if (existing == name) {
      old = std::move(value);
      return;
    }
  }
  if (values_.empty()) values_.reserve(most_settings);
  values_.emplace_back(std::move(name), std::move(value));
}

const AttributeValue* Attributes::find(std::string_view name) const {
  for (const auto& [existing, value] : values_) {
    if (existing == name) return &value;
  }
  return nullptr;
}

std::int64_t Attributes::integer(std::string_view name) const {
  return get<std::int64_t>(*this, name);
}
double Attributes::number(std::string_view name) const {
  return get<double>(*this, name);
}
bool Attributes::boolean(std::string_view name) const {
  return get<bool>(*this, name);
}
const std::string& Attributes::choice(std::string_view name) const {
  return get<std::string>(*this, name);
}
Window Attributes::window(std::string_view name) const {
  return get<Window>(*this, name);
}
Padding Attributes::padding(std::string_view name) const {
  return get<Padding>(*this, name);
}
const Activation& Attributes::activation(std::string_view name) const {
  return get<Activation>(*this, name);
}
Shape Attributes::shape(std::string_view name) const {
  return get<Shape>(*this, name);
}

std::string to_string(const AttributeValue& value) {
  return std::visit(Printer{}, value);
}

}  // namespace cae
