#include "framework/profile/machine_limit.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "framework/primitives/speed_probe.h"

namespace cae {
namespace {

constexpr double probe_seconds = 0.1;
constexpr std::size_t rounds_of_piece = 20'000;
constexpr std::size_t pieces = 16;  // of a thread's arrays
constexpr std::size_t bytes_of_thread = std::size_t{64} << 20;
constexpr std::size_t most_bytes = std::size_t{384} << 20;

// The seconds of `piece(thread, number)`, repeated on all threads at once: the lower quartile of the slowest
// thread, since interruptions by other programs make a piece slower, never faster.
template <class F>
double piece_seconds(ThreadPool& pool, F&& piece) {
  using Clock = std::chrono::steady_clock;
  std::vector<std::vector<double>> times(static_cast<std::size_t>(pool.threads()));
  pool.run(pool.threads(), [&](int index, int) {
    auto& own = times[static_cast<std::size_t>(index)];
    const auto begin = Clock::now();
    auto end = begin;
    while (own.size() < pieces || end - begin < std::chrono::duration<double>(probe_seconds)) {
      const auto start = Clock::now();
      piece(static_cast<std::size_t>(index), own.size());
      end = Clock::now();
      own.push_back(std::chrono::duration<double>(end - start).count());
    }
  });
  double slowest = 0.0;
  for (auto& own : times) {
    const auto quartile = own.begin() + static_cast<std::ptrdiff_t>(own.size() / 4);
    std::nth_element(own.begin(), quartile, own.end());
    slowest = std::max(slowest, *quartile);
  }
  return slowest;
}

}  // namespace

double MachineLimit::seconds(double operations, double bytes) const {
  return std::max(operations / operations_per_second, bytes / bytes_per_second);
}

MachineLimit measure_limit(ThreadPool& pool) {
  const SpeedProbe& probe = speed_probe();
  const auto threads = static_cast<std::size_t>(pool.threads());
  std::vector<float> kept(threads);
  const double arithmetic = piece_seconds(pool, [&](std::size_t thread, std::size_t) {
    kept[thread] = probe.multiply_add(rounds_of_piece, 0.5F, 1.0F);
  });
  const std::size_t numbers = std::min(bytes_of_thread, most_bytes / threads) / (3 * sizeof(float) * pieces);
  std::vector<float> a(threads * pieces * numbers);
  const std::vector<float> b(a.size(), 1.0F);
  const std::vector<float> c(a.size(), 2.0F);
  const double movement = piece_seconds(pool, [&](std::size_t thread, std::size_t number) {
    const std::size_t first = (thread * pieces + number % pieces) * numbers;
    probe.triad(a.data() + first, b.data() + first, c.data() + first, 0.5F, numbers);
  });
  return {
      .operations_per_second = probe.operations_of_round * static_cast<double>(rounds_of_piece) / arithmetic,
      .bytes_per_second = static_cast<double>(3 * sizeof(float) * numbers) / movement};
}

}  // namespace cae
