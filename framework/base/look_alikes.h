// Characters that look like an ASCII character, or are invisible: word processors, web pages and keyboards
// insert them where a model or an experiment file needs the plain one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cae {

struct LookAlike {
  std::string name = {};     // "U+00A0 (no-break space)"
  std::string instead = {};  // what to do: "write a plain space", "remove it"
  bool unseen = false;       // stands for a blank or nothing, so that it is invisible
};

// The character that it looks like, or nothing.
std::optional<LookAlike> look_alike(char32_t code);

}  // namespace cae
