#include "dsl/model/layer_names.h"

#include <set>
#include <unordered_map>

#include "framework/base/catalogue/model.h"

namespace cae::dsl {

std::string LayerNames::add(std::string_view kind, const Span& written, const std::string& given,
                            const Span& alias) {
  const std::string by_number = numbers_.next(kind);
  if (given.empty()) {
    all_.push_back({by_number, written, false, std::string(kind)});
    return by_number;
  }
  const Place place = sources_.place(alias);
  if (given == "input") mistakes_.add(catalogue::reserved_name(place, given));
  if (given.size() > max_name_length) mistakes_.add(catalogue::name_too_long(place, max_name_length));
  all_.push_back({given, alias, true, std::string(kind), repeats_});
  return given;
}

void LayerNames::add_unknown(const std::string& given, const Span& alias) {
  numbers_certain_ = false;
  if (!given.empty()) all_.push_back({given, alias, true, "", repeats_});
}

void LayerNames::check() {
  std::unordered_map<std::string_view, const Entry*> taken;
  std::set<std::uint32_t> repeated;  // where lines that are told begin
  for (const Entry& entry : all_) {
    const auto [first, fresh] = taken.emplace(entry.name, &entry);
    if (fresh) continue;
    const Entry& other = *first->second;
    const Place place = sources_.place(entry.span);
    const Place other_place = sources_.place(other.span);
    if (entry.given && other.span == entry.span) {
      const std::string_view written = sources_.text(entry.span);
      if (repeated.insert(entry.span.begin).second)
        mistakes_.add(
            catalogue::name_repeated(place, entry.name, written.substr(0, written.find('[')), entry.repeats));
    } else if (entry.given && other.given) {
      mistakes_.add(catalogue::name_twice(place, entry.name, other_place));
    } else if (numbers_certain_) {
      const std::string& kind = (entry.given ? other : entry).kind;
      mistakes_.add(entry.given ? catalogue::name_of_unnamed(place, entry.name, kind, other_place)
                                : catalogue::name_of_unnamed(other_place, entry.name, kind, place));
    }
  }
}

}  // namespace cae::dsl
