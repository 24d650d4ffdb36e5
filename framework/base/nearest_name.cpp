#include "framework/base/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>

namespace cae {
namespace {

// Insertions, deletions, substitutions and swaps of two neighbours each cost one (optimal string alignment),
// so "widht" is one from "width".
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::string by_distance(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

// "pad" for "padding", "pool" for "maxpool".
std::string related(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t least_at_begin = 3;
  constexpr std::size_t least_inside = 4;
  for (const std::string& candidate : candidates) {
    const bool longer = word.size() >= least_at_begin && candidate.starts_with(word);
    const bool shorter = candidate.size() >= least_at_begin && word.starts_with(candidate);
    const bool inside = candidate.size() >= least_inside && word.find(candidate) != std::string_view::npos;
    if (longer || shorter || inside) return candidate;
  }
  return "";
}

std::string lower(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > 64) return "";
  std::vector<std::string> others;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(others),
               [&](const std::string& candidate) { return candidate != word; });
  std::string near = by_distance(word, others);
  if (near.empty()) near = by_distance(lower(word), others);
  return near.empty() ? related(word, others) : near;
}

}  // namespace cae
