// Characters of a call that only look like plain ones.
#pragma once

#include "framework/base/diagnostic.h"

namespace cae::cli {

// The mistake with a note for each look-alike (framework/base/look_alikes.h) in what it repeats of the call:
// a file's name, an option, a setting, a question in SQL. Web pages and word processors insert them, and they
// are not visible. Files are checked where they are read.
Diagnostic with_call_look_alikes(Diagnostic mistake);

}  // namespace cae::cli
