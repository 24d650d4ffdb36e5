// Detects that a plugin ends the program, which it may not: exit and similar functions would end it with the
// status of success.
#pragma once

#include "framework/base/activity.h"

namespace cae {

// From now on, where a plugin ends the program, the status is 1 and the error E642. A bare system call cannot
// be detected.
void watch_program_end();

// At the end of a plugin's call: if this is a process that the plugin made with fork() and that returned from
// the call, ends it with E644. The program itself goes on.
void end_copy(const PluginActivity& call);

}  // namespace cae
