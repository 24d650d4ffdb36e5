// Sees that a plugin ends the program, which no plugin may: exit and its like would end it with a status that
// says that nothing failed.
#pragma once

#include "framework/base/activity.h"

namespace cae {

// From now on an end of the program by a plugin is one with status 1 and E642. What cannot be seen is a bare
// system call.
void watch_program_end();

// At the end of a plugin's call: ends a copy of the program that the plugin made with fork() and that came
// back from its call, with E644. The program itself goes on.
void end_copy(const PluginActivity& call);

}  // namespace cae
