// The state that a plugin's function may not leave changed, and that is restored after it: of the thread,
// rounding and blocked signals; of the process, locale, working directory, environment, file mode mask and
// signal handlers.
#pragma once

#include <pthread.h>
#include <signal.h>

#include <cfenv>
#include <clocale>
#include <vector>

namespace cae {

// The names of what was changed: literals, as in "the rounding mode".
using StateChanges = std::vector<const char*>;

// Rounding, flushed denormals, traps and precision of this thread. Without a system call, since it is saved
// for each index of a parallel_for.
class FloatingPointState {
 public:
  FloatingPointState();
  void put_back(StateChanges& changes) const;

 private:
#if defined(__x86_64__)
  unsigned int sse_;
  unsigned short x87_;
#else
  std::fenv_t modes_ = {};
  int rounding_;
#endif
};

// Of this thread: also its locale and the signals that it blocks.
class ThreadState {
 public:
  ThreadState();
  void put_back(StateChanges& changes) const;

 private:
  FloatingPointState floating_point_;
  locale_t locale_;
  sigset_t blocked_ = {};
};

// Of the process: saved before the first of several concurrent calls, restored at the end of each.
class ProcessStateHold {
 public:
  ProcessStateHold();
  ~ProcessStateHold();
  ProcessStateHold(const ProcessStateHold&) = delete;
  ProcessStateHold& operator=(const ProcessStateHold&) = delete;
  void put_back(StateChanges& changes);
};

}  // namespace cae
