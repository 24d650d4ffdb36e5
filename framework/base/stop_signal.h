// SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGXCPU (a limit of processor time is near): while a run is recorded
// they are noted and looked at between steps, before and after they end the program at once.
#pragma once

#include <array>
#include <csignal>

namespace cae {

inline constexpr std::array<int, 5> stop_signals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};

// From now on each ends the program with the status 128 + its number, unless signals are held. SIGHUP stays
// ignored where it is, as nohup requires.
void watch_signals();

// While one lives, the signals only set a flag: something is recorded that must be brought to a good end.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
};

// The signal that asked to stop while signals were held, or 0.
int stop_signal();

}  // namespace cae
