// Characters of a call that only look like plain ones.
#pragma once

#include "framework/base/diagnostic.h"

namespace cae::cli {

// The mistake with a note for each look-alike (framework/base/look_alikes.h) in what it repeats of the call:
// a file's name, an option, a setting, a question in SQL. A web page or a word processor put it there, and
// nobody sees it. Files are looked through where they are read.
Diagnostic with_call_look_alikes(Diagnostic mistake);

}  // namespace cae::cli
