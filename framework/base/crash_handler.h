// Says on standard error where a crash happened, before the signal ends the program as it would have.
#pragma once

namespace cae {

// For SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP and SIGSYS: E640, E641 or E990. Does nothing under a
// sanitizer, whose own report says more.
void install_crash_handler();

}  // namespace cae
