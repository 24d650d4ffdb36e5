#include "framework/run/apart.h"

#include <exception>
#include <future>
#include <optional>
#include <thread>

namespace cae {

void run_apart(const std::function<void()>& work, const ApartWatch& watch) {
  using Clock = std::chrono::steady_clock;
  std::promise<void> ended;
  const std::future<void> end = ended.get_future();
  std::exception_ptr failure;
  std::jthread thread([&] {
    try {
      work();
    } catch (...) {
      failure = std::current_exception();
    }
    ended.set_value();
  });
  std::optional<Clock::time_point> unwanted_since;
  bool left = false;
  while (end.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
    if (watch.tick) watch.tick();
    if (left || !watch.stopped || !watch.stopped()) continue;
    if (!unwanted_since) unwanted_since = Clock::now();
    if (Clock::now() - *unwanted_since < watch.patience) continue;
    left = true;
    if (watch.leave) watch.leave();
  }
  thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace cae
