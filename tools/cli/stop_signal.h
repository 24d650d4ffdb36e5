// SIGINT and SIGTERM: noted, and looked at between steps.
#pragma once

namespace cae::cli {

// From now on both only set a flag; SIGPIPE and SIGXFSZ become errors of the write that meets them.
void watch_signals();
// The signal that asked to stop, or 0.
int stop_signal();

}  // namespace cae::cli
