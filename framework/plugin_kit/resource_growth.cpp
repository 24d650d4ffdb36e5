#include "framework/plugin_kit/resource_growth.h"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "framework/base/count_text.h"
#include "framework/base/sanitized.h"

namespace cae {
namespace {

constexpr int first_calls = 5;  // fill caches
constexpr int most_calls = 50, fewest_calls = 4;
constexpr std::chrono::milliseconds period_time(60);
// What malloc cannot divide any further makes single periods grow, but not all of them.
constexpr std::size_t periods = 6;

struct Resources {
  std::int64_t heap = 0;  // bytes that malloc has given out
  std::int64_t mapped = 0;
  std::int64_t files = 0;
  std::int64_t threads = 0;
};

std::int64_t entries(const char* folder) {
  return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

Resources resources() {
  Resources now;
  // A sanitizer has its own malloc, and its memory grows for its own reasons.
  if (!sanitized) {
    const struct mallinfo2 info = mallinfo2();
    now.heap = static_cast<std::int64_t>(info.uordblks + info.hblkhd);
    std::ifstream("/proc/self/statm") >> now.mapped;
    now.mapped *= sysconf(_SC_PAGESIZE);
  }
  now.files = entries("/proc/self/fd");
  now.threads = entries("/proc/self/task");
  return now;
}

// As many calls as fit into the time of a period.
int calls_of_a_period(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < first_calls; ++i) work();
  const double one =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / first_calls;
  const double fit = std::chrono::duration<double>(period_time).count() / std::max(one, 1e-6);
  return static_cast<int>(std::clamp<double>(fit, fewest_calls, most_calls));
}

// By how much something grew in each of the periods at least, a call.
double growth(const std::array<Resources, periods + 1>& seen, std::int64_t Resources::*what, int calls) {
  double least = 1e300;
  for (std::size_t i = 1; i < seen.size(); ++i)
    least = std::min(least, static_cast<double>(seen[i].*what - seen[i - 1].*what));
  return least / calls;
}

}  // namespace

std::vector<std::string> growth_over(const std::function<void()>& work) {
  const int calls = calls_of_a_period(work);
  std::array<Resources, periods + 1> seen;
  for (Resources& now : seen) {
    if (&now != seen.data()) {
      for (int i = 0; i < calls; ++i) work();
    }
    now = resources();
  }
  std::vector<std::string> found;
  const double heap = growth(seen, &Resources::heap, calls), mapped = growth(seen, &Resources::mapped, calls);
  constexpr double least_bytes = 8, least_mapped = 4096;
  if (heap >= least_bytes || mapped >= least_mapped) {
    const double bytes = heap >= least_bytes ? heap : mapped;
    found.push_back("takes " + counted(static_cast<std::int64_t>(bytes), "byte") +
                    " of memory a call and does not give them back");
  }
  constexpr double least_count = 0.5;
  if (growth(seen, &Resources::files, calls) >= least_count)
    found.emplace_back("leaves a file open with each call");
  if (growth(seen, &Resources::threads, calls) >= least_count)
    found.emplace_back("leaves a thread running with each call");
  return found;
}

}  // namespace cae
