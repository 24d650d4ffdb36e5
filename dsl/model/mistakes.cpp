#include "dsl/model/mistakes.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "framework/base/catalogue/model.h"

namespace cae::dsl {

void Mistakes::add(Diagnostic diagnostic) {
  if (too_many()) {
    counted_all_ = false;
    return;
  }
  found_.push_back(std::move(diagnostic));
}

Diagnostics Mistakes::finish() && {
  std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  if (found_.size() > most_shown || !counted_all_) {
    const std::size_t hidden = found_.size() > most_shown ? found_.size() - most_shown : 1;
    found_.resize(std::min(found_.size(), most_shown));
    found_.push_back(catalogue::more_errors(source_.file(), hidden, !counted_all_));
  }
  for (Diagnostic& diagnostic : found_) diagnostic.place.source_line = source_.line(diagnostic.place);
  return std::move(found_);
}

}  // namespace cae::dsl
