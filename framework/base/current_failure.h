// Any exception as diagnostics.
#pragma once

#include "framework/base/diagnostic.h"

namespace cae {

// The diagnostics of the exception that is being handled: a Failure's own; E903 for too little memory, E991
// for threads that cannot be started, E992 for missing permissions, wherever they occur; else E999.
Diagnostics current_failure();

}  // namespace cae
