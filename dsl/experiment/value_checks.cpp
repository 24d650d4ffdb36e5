#include "dsl/experiment/value_checks.h"

#include "dsl/experiment/scalars.h"
#include "framework/base/catalogue/experiment.h"

namespace cae {
namespace {

bool is_whole(std::string_view text) {
  return !text.empty() && text.find_first_not_of("+-0123456789") == std::string_view::npos;
}

// The number as it is written, of a type that the key takes; nothing for others. A whole number beyond 64
// bits is one, too.
std::optional<double> number_of_type(const Key& key, const YamlNode& node) {
  if (!node.is_scalar()) return std::nullopt;
  const SettingValue value = value_of(node);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  const auto* real = std::get_if<double>(&value);
  if (real == nullptr || (key.type == KeyType::integer && !is_whole(node.text))) return std::nullopt;
  return *real;
}

}  // namespace

std::string wrong_type_help(const Key& key, const YamlNode& node) {
  const bool quoted_number =
      node.is_scalar() && node.quoted &&
      !std::holds_alternative<std::string>(value_of({.kind = node.kind, .text = node.text}));
  if (quoted_number) return "remove the quotes: what stands in quotes is text";
  if (key.type == KeyType::boolean) return "write true or false";
  if (key.type == KeyType::plugins) return "write each as '- { plugin: NAME }', with its settings after it";
  if (key.type == KeyType::section) return "write its keys below it, indented, or as { key: value }";
  if (key.type == KeyType::parameters)
    return "write { width: 56 }, with names that the model declares by 'param'";
  return "'" + key.name + "' is " + key.help;
}

Diagnostic wrong_type(const Key& key, const YamlNode& node) {
  return catalogue::wrong_type(node.spot.place(), key.name, wanted(key), described(node),
                               wrong_type_help(key, node));
}

std::optional<double> checked_number(const Key& key, const YamlNode& node, Mistakes& mistakes) {
  if (is_infinite_or_nan(node)) {
    mistakes.add(catalogue::not_finite(node.spot.place(), key.name, node.text));
    return std::nullopt;
  }
  const std::optional<double> number = number_of_type(key, node);
  if (!number) {
    mistakes.add(wrong_type(key, node));
    return std::nullopt;
  }
  // Of an amount 1 is one image, 1.0 would be the share of all images.
  const bool is_share = key.type == KeyType::amount && std::holds_alternative<double>(value_of(node));
  if (key.range.holds(*number) && !(is_share && *number >= 1.0)) return number;
  const std::string range = range_text(key) + (key.type == KeyType::amount ? ", or a share below 1" : "");
  mistakes.add(catalogue::value_out_of_range(node.spot.place(), key.name, range, node.text, key.help));
  return std::nullopt;
}

}  // namespace cae
