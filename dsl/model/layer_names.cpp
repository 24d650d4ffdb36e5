#include "dsl/model/layer_names.h"

#include "framework/base/catalogue/model.h"

namespace cae::dsl {

std::string LayerNames::add(std::string_view kind, std::string_view alias) {
  const int number = ++counts_[std::string(kind)];
  const std::string name = alias.empty() ? std::string(kind) + std::to_string(number) : std::string(alias);
  if (!alias.empty()) {
    if (alias == "input") mistakes_.add(catalogue::reserved_name(source_.place(alias), alias));
    if (alias.size() > max_name_length)
      mistakes_.add(catalogue::name_too_long(source_.place(alias), max_name_length));
  }
  all_.push_back({name, kind, alias.empty() ? kind : alias, !alias.empty()});
  return name;
}

void LayerNames::add_unknown(std::string_view alias) {
  numbers_certain_ = false;
  if (!alias.empty()) all_.push_back({std::string(alias), "", alias, true});
}

void LayerNames::check() {
  std::map<std::string_view, const Entry*> taken;
  for (const Entry& entry : all_) {
    const auto [first, fresh] = taken.emplace(entry.name, &entry);
    if (fresh) continue;
    const Entry& other = *first->second;
    const Place place = source_.place(entry.source);
    const Place other_place = source_.place(other.source);
    if (entry.given && other.given) {
      mistakes_.add(catalogue::name_twice(place, entry.name, other_place));
    } else if (numbers_certain_) {
      const Entry& unnamed = entry.given ? other : entry;
      mistakes_.add(entry.given ? catalogue::name_of_unnamed(place, entry.name, unnamed.kind, other_place)
                                : catalogue::name_of_unnamed(other_place, entry.name, unnamed.kind, place));
    }
  }
}

}  // namespace cae::dsl
