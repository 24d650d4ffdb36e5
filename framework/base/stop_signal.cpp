#include "framework/base/stop_signal.h"

#include <atomic>

#include "framework/base/leave.h"

namespace cae {
namespace {

std::atomic<int> noted{0};
std::atomic<bool> held{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

extern "C" void note(int signal) {
  if (!held.load(std::memory_order_relaxed)) leave(128 + signal);
  noted.store(signal, std::memory_order_relaxed);
}

bool is_ignored(int signal) {
  struct sigaction action = {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

void watch_signals() {
  struct sigaction action = {};
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // a write under way is finished, not broken off
  // A shell ignores SIGINT and SIGQUIT for what it starts in the background; who sends them there means them.
  for (const int signal : stop_signals) {
    if (signal != SIGHUP || !is_ignored(SIGHUP)) sigaction(signal, &action, nullptr);
  }
}

HeldSignals::HeldSignals() {
  held.store(true, std::memory_order_relaxed);
}

HeldSignals::~HeldSignals() {
  held.store(false, std::memory_order_relaxed);
}

int stop_signal() {
  return noted.load(std::memory_order_relaxed);
}

}  // namespace cae
