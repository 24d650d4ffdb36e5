#include "tools/cli/merge_text.h"

#include "framework/base/count_text.h"
#include "framework/base/utf8.h"

namespace cae::cli {
namespace {

std::string run_count(std::size_t count) {
  return counted(static_cast<std::int64_t>(count), "run");
}

std::string new_names(const std::vector<TakenRun>& runs) {
  const std::string first = " as " + visible(runs.front().name);
  return runs.size() == 1 ? first : first + " to " + visible(runs.back().name);
}

}  // namespace

std::string merged_text(const TakenStore& store) {
  std::string text = visible(store.directory) + ": ";
  text += store.taken.empty() ? "no new run" : run_count(store.taken.size()) + new_names(store.taken);
  if (!store.replaced.empty()) {
    text += "; " + run_count(store.replaced.size()) + " further than before, now" + new_names(store.replaced);
  }
  if (!store.known.empty()) text += "; " + run_count(store.known.size()) + " there already";
  text += "\n";
  for (const std::string& name : store.training) text += "  left out, being trained: " + visible(name) + "\n";
  return text;
}

}  // namespace cae::cli
