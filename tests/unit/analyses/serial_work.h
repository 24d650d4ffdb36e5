// The work of one thread that nobody watches.
#pragma once

#include "plugins/support/work.h"

namespace cae::test {

inline const plugin::Loop serial_loop = [](std::size_t count, const std::function<void(std::size_t)>& body) {
  for (std::size_t i = 0; i < count; ++i) body(i);
};

inline const plugin::Work serial_work = {serial_loop, [](double) { return true; }};

}  // namespace cae::test
