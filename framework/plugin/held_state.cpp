#include "framework/plugin/held_state.h"

#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <fstream>
#include <list>
#include <locale>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "framework/plugin/held_environment.h"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace cae {
namespace {

constexpr const char* rounding_mode = "the rounding mode";
constexpr const char* other_modes =
    "the handling of denormals, the precision or the traps of floating-point numbers";

#if defined(__x86_64__)
constexpr unsigned int sse_flags = 0x3F;  // what arithmetic has met so far: no mode
constexpr unsigned int sse_rounding = 0x6000;
constexpr unsigned short x87_rounding = 0x0C00;

unsigned short x87_control() {
  unsigned short word = 0;
  asm volatile("fnstcw %0" : "=m"(word));
  return word;
}
#endif

constexpr std::array<int, 15> held_signals = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,  SIGXCPU,
                                              SIGPIPE, SIGXFSZ, SIGCHLD, SIGSEGV,  SIGBUS,
                                              SIGFPE,  SIGILL,  SIGABRT, SIGWINCH, SIGALRM};

bool same_handler(const struct sigaction& a, const struct sigaction& b) {
  return a.sa_sigaction == b.sa_sigaction && a.sa_flags == b.sa_flags;  // a union: also of sa_handler
}

// Read from /proc: umask() would change the mask for a moment, also for other threads that create files.
mode_t file_mode_mask() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("Umask:")) return static_cast<mode_t>(std::stoul(line.substr(6), nullptr, 8));
  }
  const mode_t mask = umask(077);
  umask(mask);
  return mask;
}

class ProcessState {
 public:
  void begin() {
    const std::lock_guard lock(mutex_);
    if (calls_++ == 0) look();
  }
  void end() {
    const std::lock_guard lock(mutex_);
    --calls_;
  }

  void put_back(StateChanges& changes) {
    const std::lock_guard lock(mutex_);
    if (std::locale() != classes_) {
      std::locale::global(classes_);
      changes.push_back("the locale of C++");
    }
    if (locale_ != setlocale(LC_ALL, nullptr)) {
      setlocale(LC_ALL, locale_.c_str());
      changes.push_back("the locale");
    }
    if (folder_ >= 0 && !in_folder() && fchdir(folder_) == 0) changes.push_back("the working directory");
    if (!environments_.back().is_current()) {
      environments_.back().put_back();
      changes.push_back("the environment");
    }
    if (umask(*mask_) != *mask_) changes.push_back("the file mode mask");
    bool handlers = false;
    for (std::size_t i = 0; i < held_signals.size(); ++i) {
      struct sigaction now = {};
      sigaction(held_signals[i], nullptr, &now);
      if (same_handler(now, handlers_[i])) continue;
      sigaction(held_signals[i], &handlers_[i], nullptr);
      handlers = true;
    }
    if (handlers) changes.push_back("the handling of signals");
  }

 private:
  void look() {
    classes_ = std::locale();
    locale_ = setlocale(LC_ALL, nullptr);
    if (folder_ < 0 || !in_folder()) {
      if (folder_ >= 0) close(folder_);
      folder_ = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
      fstat(folder_, &folder_status_);
    }
    if (environments_.empty() || !environments_.back().is_current()) environments_.emplace_back();
    if (!mask_) mask_ = file_mode_mask();
    for (std::size_t i = 0; i < held_signals.size(); ++i) sigaction(held_signals[i], nullptr, &handlers_[i]);
  }

  bool in_folder() const {
    struct stat here = {};
    return stat(".", &here) == 0 && here.st_dev == folder_status_.st_dev &&
           here.st_ino == folder_status_.st_ino;
  }

  std::mutex mutex_;
  int calls_ = 0;  // that run now
  std::locale classes_;
  std::string locale_;
  int folder_ = -1;
  struct stat folder_status_ = {};
  std::list<HeldEnvironment>
      environments_;  // the last is held; who asked for a variable may still read an older one
  std::optional<mode_t> mask_;
  std::array<struct sigaction, held_signals.size()> handlers_ = {};
};

// Never destroyed: other code still reads the environment when the program ends.
ProcessState& process_state() {
  static ProcessState& state = *std::make_unique<ProcessState>().release();
  return state;
}

}  // namespace

#if defined(__x86_64__)
FloatingPointState::FloatingPointState() : sse_(_mm_getcsr()), x87_(x87_control()) {}

void FloatingPointState::put_back(StateChanges& changes) const {
  const unsigned int sse = (_mm_getcsr() ^ sse_) & ~sse_flags;
  const auto x87 = static_cast<unsigned short>(x87_control() ^ x87_);
  if (sse == 0 && x87 == 0) return;
  if ((sse & sse_rounding) != 0 || (x87 & x87_rounding) != 0) changes.push_back(rounding_mode);
  if ((sse & ~sse_rounding) != 0 || (x87 & ~x87_rounding) != 0) changes.push_back(other_modes);
  _mm_setcsr(sse_);
  asm volatile("fnclex\n\tfldcw %0" : : "m"(x87_));
}
#else
FloatingPointState::FloatingPointState() : rounding_(std::fegetround()) {
  std::fegetenv(&modes_);
}

void FloatingPointState::put_back(StateChanges& changes) const {
  if (std::fegetround() != rounding_) changes.push_back(rounding_mode);
  std::fesetenv(&modes_);
}
#endif

ThreadState::ThreadState() : locale_(uselocale(nullptr)) {
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked_);
}

void ThreadState::put_back(StateChanges& changes) const {
  floating_point_.put_back(changes);
  if (uselocale(locale_) != locale_) changes.push_back("the locale of the thread");
  sigset_t blocked = {};
  pthread_sigmask(SIG_SETMASK, &blocked_, &blocked);
  for (const int signal : held_signals) {
    if (sigismember(&blocked, signal) != sigismember(&blocked_, signal)) {
      changes.push_back("the signals that the thread blocks");
      break;
    }
  }
}

ProcessStateHold::ProcessStateHold() {
  process_state().begin();
}
ProcessStateHold::~ProcessStateHold() {
  process_state().end();
}
void ProcessStateHold::put_back(StateChanges& changes) {
  process_state().put_back(changes);
}

}  // namespace cae
