#include "tools/cli/stop_signal.h"

#include <atomic>
#include <csignal>

namespace cae::cli {
namespace {

std::atomic<int> noted{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

extern "C" void note(int signal) {
  noted.store(signal, std::memory_order_relaxed);
}

}  // namespace

void watch_signals() {
  struct sigaction action = {};
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // a write under way is finished, not broken off
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

int stop_signal() {
  return noted.load(std::memory_order_relaxed);
}

}  // namespace cae::cli
