// A second stack for a thread's signal handlers, so that a stack that overflowed can still be told of.
#pragma once

namespace cae {

// Gives this thread one, once; without memory for it the thread goes without.
void ensure_alternate_stack();

}  // namespace cae
