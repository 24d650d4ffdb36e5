#include "dsl/experiment/key_path.h"

#include <algorithm>

namespace cae {

std::vector<std::string> split_at_dots(std::string_view path) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    words.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

KeyPath key_path(std::string_view text) {
  KeyPath path = split_at_dots(text);
  if (path.size() == 1 && experiment_keys().find(path[0]) == nullptr) path.insert(path.begin(), "set");
  return path;
}

std::string dotted(const KeyPath& path) {
  std::string text;
  for (const std::string& word : path) text += (text.empty() ? "" : ".") + word;
  return text;
}

const Key* find_key(const KeyPath& path) {
  const Section* section = &experiment_keys();
  const Key* key = nullptr;
  for (const std::string& word : path) {
    key = section == nullptr ? nullptr : section->find(word);
    if (key == nullptr) return nullptr;
    section = key->section.get();
  }
  return key;
}

YamlNode nested(const KeyPath& path, const Spot& spot, YamlNode value) {
  for (auto name = path.rbegin(); name != path.rend(); ++name) {
    YamlNode map = {.kind = YamlNode::Kind::map, .spot = spot};
    map.entries.push_back({*name, spot, std::move(value)});
    value = std::move(map);
  }
  return value;
}

}  // namespace cae
