// Mistakes that come from a character which only looks like a plain one.
#pragma once

#include "dsl/experiment/yaml_text.h"

namespace cae {

// The mistakes with the look-alikes named (base/look_alikes.h) that stand on their lines, comments aside.
// Where the YAML is broken, or a mistake points at a look-alike that nobody sees or that its value begins
// with, that is the mistake (E360), and what it led to becomes a note; any other look-alike is a note.
Diagnostics with_look_alikes(const Diagnostics& mistakes, const SourceText& source);

}  // namespace cae
