// Whatever was thrown, as diagnostics.
#pragma once

#include "framework/base/diagnostic.h"

namespace cae {

// Of the exception that is being handled: a Failure's own; want of memory (E903), threads (E991) or rights
// (E992), so named wherever it shows; else E999.
Diagnostics current_failure();

}  // namespace cae
