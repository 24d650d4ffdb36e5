#pragma once

namespace cae {

// Memory that this process may use: physical memory or the control group's limit, whichever is less.
double available_memory_bytes();

}  // namespace cae
