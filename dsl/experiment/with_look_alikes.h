// Mistakes caused by a character that only looks like a plain one.
#pragma once

#include "dsl/experiment/yaml_text.h"

namespace cae {

// The mistakes, with the look-alikes (base/look_alikes.h) on their lines named, except in comments. If the
// YAML is broken, or a mistake points at an invisible look-alike or one that its value begins with, then that
// is the mistake (E360), and what it led to becomes a note; any other look-alike is a note.
Diagnostics with_look_alikes(const Diagnostics& mistakes, const SourceText& source);

}  // namespace cae
