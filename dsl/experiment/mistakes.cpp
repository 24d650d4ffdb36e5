#include "dsl/experiment/mistakes.h"

#include <algorithm>
#include <map>

#include "framework/base/catalogue/experiment.h"

namespace cae {

bool Mistakes::enough() {
  dropped_ = dropped_ || found_.size() >= most_mistakes;
  return dropped_;
}

void Mistakes::add(Diagnostic diagnostic) {
  const Place& place = diagnostic.place;
  if (!known_.insert({place.file, place.line, place.column, diagnostic.code + diagnostic.message}).second)
    return;
  if (enough()) return;
  found_.push_back(std::move(diagnostic));
}

void Mistakes::add(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) add(diagnostic);
}

Diagnostics Mistakes::sorted(const std::string& first_file) && {
  std::map<std::string, int> rank = {{first_file, 0}};
  for (const Diagnostic& diagnostic : found_) {
    const int next = static_cast<int>(rank.size());
    rank.try_emplace(diagnostic.place.file, next);
  }
  const auto order = [&](const Diagnostic& d) {
    return std::tuple(rank.at(d.place.file), d.place.line, d.place.column);
  };
  std::stable_sort(found_.begin(), found_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  if (dropped_) found_.push_back(catalogue::too_many_mistakes({.file = first_file}, found_.size()));
  return std::move(found_);
}

}  // namespace cae
