#include "dsl/text/mistakes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "framework/base/catalogue/blocks.h"

namespace cae {
namespace {

constexpr std::size_t most_shown = 20;
constexpr std::size_t most_collected = 1000;

}  // namespace

std::vector<Note> shortened(std::vector<Note> way) {
  constexpr std::size_t first = 4;
  constexpr std::size_t last = 2;
  if (way.size() <= first + last + 1) return way;
  const std::size_t left_out = way.size() - first - last;
  way[first].text = catalogue::notes_left_out(left_out);
  way.erase(way.begin() + first + 1, way.end() - last);
  return way;
}

bool Mistakes::enough() {
  counted_all_ = counted_all_ && found_.size() < most_collected;
  return found_.size() >= most_collected;
}

void Mistakes::add(Diagnostic diagnostic) {
  const Place& place = diagnostic.place;
  if (!known_.insert({place.file, place.line, place.column, diagnostic.code + diagnostic.message}).second)
    return;
  if (enough()) return;
  for (Note& note : shortened({explanations_.rbegin(), explanations_.rend()})) {
    diagnostic.notes.push_back(std::move(note));
  }
  found_.push_back(std::move(diagnostic));
}

void Mistakes::add(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) add(diagnostic);
}

Diagnostics Mistakes::finish() && {
  std::map<std::string, int> rank = {{file_, 0}};
  for (const Diagnostic& diagnostic : found_) {
    const int next = static_cast<int>(rank.size());
    rank.try_emplace(diagnostic.place.file, next);
  }
  const auto order = [&](const Diagnostic& diagnostic) {
    const Place& place = diagnostic.place;
    return std::tuple(rank.at(place.file), place.line, place.column);
  };
  std::stable_sort(found_.begin(), found_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  if (found_.size() > most_shown || !counted_all_) {
    const std::size_t hidden = found_.size() > most_shown ? found_.size() - most_shown : 1;
    found_.resize(std::min(found_.size(), most_shown));
    found_.push_back(catalogue::more_errors(file_, hidden, !counted_all_));
  }
  return std::move(found_);
}

}  // namespace cae
