#include "dsl/experiment/merge.h"

#include <algorithm>

#include "dsl/experiment/is_listed.h"

namespace cae {
namespace {

// The keys of the base that are not allowed beside those of the overlay, though none of these replaces them.
bool is_displaced(const YamlEntry& entry, const YamlNode& over, const Section& section) {
  const Key* key = section.find(entry.key);
  if (key == nullptr || over.find(entry.key) != nullptr) return false;
  const YamlEntry* kind = over.find("kind");
  if (kind != nullptr && !key->kinds.empty() && !is_listed(key->kinds, kind->value.text)) return true;
  return std::any_of(over.entries.begin(), over.entries.end(),
                     [&](const YamlEntry& other) { return is_listed(key->excludes, other.key); });
}

}  // namespace

YamlNode merged(YamlNode base, const YamlNode& over, const Section* section) {
  if (!base.is_map() || !over.is_map()) return over;
  if (section != nullptr) {
    std::erase_if(base.entries, [&](const YamlEntry& entry) { return is_displaced(entry, over, *section); });
  }
  for (const YamlEntry& entry : over.entries) {
    YamlEntry* below = base.find(entry.key);
    if (below == nullptr) {
      base.entries.push_back(entry);
      continue;
    }
    const Key* key = section == nullptr ? nullptr : section->find(entry.key);
    below->value =
        merged(std::move(below->value), entry.value, key == nullptr ? nullptr : key->section.get());
    below->spot = entry.spot;
  }
  return base;
}

}  // namespace cae
