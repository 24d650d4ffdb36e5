#include "framework/draw/short_names.h"

#include <algorithm>
#include <map>
#include <set>

#include "framework/base/utf8.h"

namespace cae {
namespace {

// Where each character of a visible text begins, and the text's end.
std::vector<std::size_t> starts_of(const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(utf8_length(text, at), 1))
    starts.push_back(at);
  starts.push_back(text.size());
  return starts;
}

// More of the end is kept: names are often numbered there.
std::string without_middle(const std::string& text, std::size_t longest) {
  const std::vector<std::size_t> starts = starts_of(text);
  const std::size_t characters = starts.size() - 1;
  if (characters <= longest) return text;
  const std::size_t head = (longest - 1) / 2, tail = longest - 1 - head;
  return text.substr(0, starts[head]) + "…" + text.substr(starts[characters - tail]);
}

}  // namespace

std::vector<std::string> short_names(const std::vector<std::string>& names, std::size_t longest) {
  std::map<std::string, std::string> made;  // by the whole name
  std::set<std::string> taken;
  std::vector<std::string> result;
  for (const std::string& name : names) {
    std::string& shortened = made[name];
    const std::string shown = visible(name);
    for (std::size_t number = 1; shortened.empty() && !shown.empty(); ++number) {
      const std::string end = number == 1 ? "" : " (" + std::to_string(number) + ")";
      const std::string candidate = without_middle(shown, longest - std::min(end.size(), longest / 2)) + end;
      if (taken.insert(candidate).second) shortened = candidate;
    }
    result.push_back(shortened);
  }
  return result;
}

}  // namespace cae
