// Resources that the system must have before work begins that cannot report their lack.
#pragma once

#include <cstddef>
#include <string_view>

namespace cae {

// Throws Failure (E991) unless `count` threads can run at once besides those that do. TBB starts its threads
// when the first loop needs them, and cannot continue without them.
void require_threads(int count);

// Throws Failure (E993) unless the process can allocate so much more memory; it is freed at once. oneDNN's
// calls crash if they get none.
void require_memory(std::size_t bytes, std::string_view purpose);

}  // namespace cae
