// check_trace FILE: whether FILE is a trace as chrome://tracing reads it, and no two spans of a row overlap.
// Prints the names of its rows, then its first and last step.
#include <cstdio>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace {

int fail(const char* what, const nlohmann::json& event) {
  std::printf("%s: %s\n", what, event.dump().c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: check_trace FILE\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1]);
  const auto trace = nlohmann::json::parse(file, nullptr, false);
  if (!trace.is_object() || !trace.contains("traceEvents")) return fail("no trace", trace);
  std::map<int, double> ends;
  int first = std::numeric_limits<int>::max();
  int last = 0;
  for (const auto& event : trace["traceEvents"]) {
    for (const char* key : {"name", "ph", "pid", "tid", "args"}) {
      if (!event.contains(key)) return fail(key, event);
    }
    const int row = event["tid"].get<int>();
    if (event["ph"] == "M") {
      if (event["name"] == "thread_name")
        std::printf("%s\n", event["args"]["name"].get<std::string>().c_str());
      continue;
    }
    if (event["ph"] != "X" || !event.contains("ts") || !event.contains("dur")) return fail("no span", event);
    const double begin = event["ts"].get<double>();
    // A microsecond has three decimals.
    if (begin < ends[row] - 0.001) return fail("overlaps the one before", event);
    ends[row] = begin + event["dur"].get<double>();
    first = std::min(first, event["args"]["step"].get<int>());
    last = std::max(last, event["args"]["step"].get<int>());
  }
  std::printf("steps %d to %d\n", first, last);
  return 0;
}
