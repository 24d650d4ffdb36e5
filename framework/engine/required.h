// What the system must give before work begins that could not say what it lacks.
#pragma once

#include <cstddef>
#include <string_view>

namespace cae {

// Throws Failure (E991) unless `count` threads can run at once besides those that do. TBB starts its own when
// the first loop needs them, and cannot go on without.
void require_threads(int count);

// Throws Failure (E993) unless the process may take so much more memory; it is given back at once. oneDNN's
// calls crash where they get none.
void require_memory(std::size_t bytes, std::string_view purpose);

}  // namespace cae
