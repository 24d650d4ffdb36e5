// How a run is stopped from outside.
#pragma once

#include <functional>

#include "framework/base/stop_signal.h"

namespace cae {

struct RunControl {
  // Asked between steps, batches and analyses.
  std::function<bool()> stopped = [] { return stop_signal() != 0; };
  // Ends the program if a plugin does not stop when asked to; see run/apart.h.
  std::function<void()> leave = {};
};

}  // namespace cae
