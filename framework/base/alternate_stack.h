// A second stack for a thread's signal handlers, so that a stack overflow can still be reported.
#pragma once

namespace cae {

// Gives this thread one, once; if there is no memory for it, the thread has none.
void ensure_alternate_stack();

}  // namespace cae
