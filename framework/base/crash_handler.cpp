#include "framework/base/crash_handler.h"

#include <signal.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <atomic>

#include "framework/base/alternate_stack.h"
#include "framework/base/catalogue/crash.h"
#include "framework/base/final_command.h"
#include "framework/base/plugin_code.h"
#include "framework/base/sanitized.h"

namespace cae {
namespace {

struct Crash {
  int signal;
  const char* text;
};
constexpr std::array<Crash, 7> crashes = {{{SIGSEGV, "segmentation fault (SIGSEGV)"},
                                           {SIGBUS, "bus error (SIGBUS)"},
                                           {SIGFPE, "arithmetic error (SIGFPE)"},
                                           {SIGILL, "illegal instruction (SIGILL)"},
                                           {SIGABRT, "abort (SIGABRT)"},
                                           {SIGTRAP, "trap (SIGTRAP)"},
                                           {SIGSYS, "forbidden system call (SIGSYS)"}}};

const char* text_of(int signal) {
  for (const Crash& crash : crashes) {
    if (crash.signal == signal) return crash.text;
  }
  return "signal";
}

const void* crashed_at(const void* context) {
  const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  return reinterpret_cast<const void*>(machine.gregs[REG_RIP]);
#elif defined(__aarch64__)
  return reinterpret_cast<const void*>(machine.pc);
#else
  (void)machine;
  return nullptr;
#endif
}

std::atomic<pid_t> reporter = 0;        // the thread whose crash is being told of
std::atomic<bool> walks_stack = false;  // a broken stack may crash it once more

// What the crash is attributed to: the call that the thread is in, else a plugin whose code crashed or is on
// the stack.
void describe(FixedText& text, const void* address, const char* signal, bool may_walk) {
  if (const PluginActivity* call = current_plugin_activity())
    return catalogue::plugin_crashed(text, *call, signal);
  const PluginActivity* plugin = plugin_of_code(address);
  if (plugin == nullptr && may_walk) {
    walks_stack = true;
    plugin = plugin_on_stack();
  }
  if (plugin != nullptr) return catalogue::plugin_crashed_alone(text, *plugin, signal);
  catalogue::crashed(text, current_phase(), object_of_code(address), signal);
}

extern "C" void tell_of_crash(int signal, siginfo_t*, void* context) {
  pid_t nobody = 0;
  const bool first = reporter.compare_exchange_strong(nobody, gettid());
  if (!first && nobody != gettid()) {
    while (true) pause();  // another thread ends the program
  }
  const bool broken_stack = !first && walks_stack.exchange(false);
  if (first || broken_stack) {
    FixedText text;
    describe(text, crashed_at(context), text_of(signal), !broken_stack);
    tell(text);
    give_final_command(text);
  }
  struct sigaction usual = {};
  usual.sa_handler = SIG_DFL;
  sigaction(signal, &usual, nullptr);
  raise(signal);
}

}  // namespace

void install_crash_handler() {
  if (sanitized) return;
  ensure_alternate_stack();
  plugin_on_stack();  // what the unwinder loads, it loads now
  struct sigaction action = {};
  action.sa_sigaction = tell_of_crash;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;  // a crash while telling must come through
  for (const Crash& crash : crashes) sigaction(crash.signal, &action, nullptr);
}

}  // namespace cae
