// The threads on which a trial's calls are made.
#pragma once

#include <functional>

namespace cae {

// With `threads` of them for the loops of the work, also where the machine has fewer cores.
void on_threads(int threads, const std::function<void()>& work);

}  // namespace cae
