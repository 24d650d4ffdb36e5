// check_simulation FILE THREADS...: whether FILE is what `bench --simulate-threads --json` prints, for these
// numbers of threads.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace {

int fail(const char* what, const nlohmann::json& value) {
  std::printf("%s: %s\n", what, value.dump().c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream file(argc > 1 ? argv[1] : "");
  const auto bench = nlohmann::json::parse(file, nullptr, false);
  if (!bench.is_object() || !bench.contains("median_seconds") || !bench.contains("simulated"))
    return fail("not the figures of a benchmark with a simulation", bench);
  const auto& steps = bench["simulated"];
  if (static_cast<int>(steps.size()) != argc - 2) return fail("other numbers of threads", steps);
  double one = 0.0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto& step = steps[i];
    const int threads = step.at("threads").get<int>();
    const double ms = step.at("ms").get<double>();
    const double efficiency = step.at("efficiency").get<double>();
    if (threads != std::atoi(argv[i + 2])) return fail("another number of threads", step);
    if (threads == 1) one = ms;
    if (ms <= 0.0 || std::abs(efficiency - one / (threads * ms)) > 1e-6)
      return fail("no speed-up over N", step);
    double idle = 0.0;
    for (const auto& limit : step.at("limits")) {
      if (limit.at("segment").get<std::string>().empty()) return fail("a segment without a name", limit);
      idle += limit.at("idle_share").get<double>();
    }
    if (threads > 1 && (idle <= 0.0 || idle > 1.001)) return fail("shares that are none", step);
  }
  return 0;
}
