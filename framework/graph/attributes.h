// The settings of one layer, and what an operator declares about them. The language, the documentation and
// the drawing read the declarations; so a new operator needs no change in any of them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "framework/graph/shape.h"

namespace cae {

// A kernel, window, factor, stride or dilation.
struct Window {
  std::int64_t height = 1;
  std::int64_t width = 1;
  bool operator==(const Window&) const = default;
};

// `valid`: none. `same`: as TensorFlow, the extra row or column at the bottom or right. `fixed`: that many on
// each side.
struct Padding {
  enum class Mode { valid, same, fixed };
  Mode mode = Mode::valid;
  std::int64_t height = 0;
  std::int64_t width = 0;
  bool operator==(const Padding&) const = default;
};

// An activation written on another layer's line, `relu` or `leaky_relu(slope=0.2)`.
struct Activation {
  std::string kind = "linear";
  std::vector<std::pair<std::string, double>> arguments;
  bool is_linear() const { return kind == "linear"; }
  bool operator==(const Activation&) const = default;
};

using AttributeValue =
    std::variant<std::int64_t, double, bool, std::string, Window, Padding, Activation, Shape>;

enum class AttributeType {
  integer,     // int64
  number,      // double
  boolean,     // on | off
  choice,      // one of `words`
  window,      // N or HxW; or one of `words` where there are some (stored as a string)
  padding,     // valid | same | N | HxW
  activation,  // an activation kind, with arguments in parentheses if it has any
  shape,       // HxWxC
  layer,       // the name of a layer above (stored as a string)
};

// The declaration of one setting.
struct AttributeSpec {
  std::string name;
  AttributeType type;
  bool positional = false;  // positional settings come first, in the order declared
  bool required = false;
  // A setting that is neither required nor has a default is absent unless given.
  std::optional<AttributeValue> default_value = std::nullopt;
  std::vector<std::string> words = {};
  // The range of an integer, a number, and each extent of a window or padding.
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::string help = "";
};

// The settings of a layer by name. A getter of a name that is absent or of another type is an internal error
// and aborts.
class Attributes {
 public:
  void set(std::string name, AttributeValue value);
  bool has(std::string_view name) const { return find(name) != nullptr; }
  const AttributeValue* find(std::string_view name) const;

  std::int64_t integer(std::string_view name) const;
  double number(std::string_view name) const;
  bool boolean(std::string_view name) const;
  const std::string& choice(std::string_view name) const;
  Window window(std::string_view name) const;
  Padding padding(std::string_view name) const;
  const Activation& activation(std::string_view name) const;
  Shape shape(std::string_view name) const;

  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  bool operator==(const Attributes&) const = default;

 private:
  std::vector<std::pair<std::string, AttributeValue>> values_;
};

// As it would be written in a model: "3x3", "same", "relu", "0.99", "on".
std::string to_string(const AttributeValue& value);

}  // namespace cae
