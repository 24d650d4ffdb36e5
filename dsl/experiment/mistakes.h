// Mistakes as they are found: each once, however many variants repeat it, and no more than a person reads.
#pragma once

#include <set>
#include <string>
#include <tuple>

#include "framework/base/diagnostic.h"

namespace cae {

inline constexpr std::size_t most_mistakes = 100;

class Mistakes {
 public:
  void add(Diagnostic diagnostic);
  void add(const Diagnostics& diagnostics);
  bool empty() const { return found_.empty(); }
  // No more are kept: whoever looks for more can stop.
  bool enough();

  // By place: those of `first_file` first, then those of other files in the order in which they came up.
  Diagnostics sorted(const std::string& first_file) &&;

 private:
  Diagnostics found_;
  std::set<std::tuple<std::string, int, int, std::string>> known_;
  bool dropped_ = false;
};

}  // namespace cae
