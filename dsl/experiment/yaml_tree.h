// YAML text as a tree in which every key and value has its place. yaml-cpp reads the text; here its events
// are limited (depth, number of values), aliases are copied, and its errors become diagnostics.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/experiment/yaml_text.h"

namespace cae {

inline constexpr int deepest_nesting = 16;
inline constexpr std::size_t most_values = 10'000;  // aliases count as what they copy

struct YamlNode;

// A template, and so complete at the end of YamlNode, where the initialiser of `entries` needs it (Clang).
template <class Node>
struct KeyAndValue {
  std::string key = {};
  Spot spot = {};  // of the key
  Node value = {};
};
using YamlEntry = KeyAndValue<YamlNode>;

struct YamlNode {
  enum class Kind { nothing, scalar, list, map };

  Kind kind = Kind::nothing;
  std::string text = {};  // of a scalar
  bool quoted = false;    // "100" is text, 100 a number
  Spot spot = {};
  std::vector<YamlNode> items = {};     // of a list
  std::vector<YamlEntry> entries = {};  // of a map, in order; keys are unique

  bool is_map() const { return kind == Kind::map; }
  bool is_list() const { return kind == Kind::list; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_nothing() const { return kind == Kind::nothing; }
  const YamlEntry* find(std::string_view key) const;
  YamlEntry* find(std::string_view key);
  std::size_t values() const;  // itself and everything below
};

// The tree of a text with one document, and `mistakes` that do not end the parse (repeated keys, tags). A
// text without any value gives a node of kind nothing.
struct YamlTree {
  YamlNode root = {};
  Diagnostics mistakes = {};
};
Result<YamlTree> parse_yaml(const std::shared_ptr<const SourceText>& source);

}  // namespace cae
