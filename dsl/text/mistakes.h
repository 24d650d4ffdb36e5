// Mistakes as they are found: each once, however often it is come upon, and no more than a person reads.
#pragma once

#include <set>
#include <string>
#include <tuple>

#include "framework/base/diagnostic.h"

namespace cae {

class Mistakes {
 public:
  // `file` is the one whose mistakes are shown first.
  explicit Mistakes(std::string file) : file_(std::move(file)) {}

  void add(Diagnostic diagnostic);
  void add(const Diagnostics& diagnostics);
  bool any() const { return !found_.empty(); }
  // So many that looking for more is a waste: whoever reads the text should stop, and it is noted that there
  // may be more.
  bool enough();
  // More may follow than were counted.
  void not_all_counted() { counted_all_ = false; }

  // By place: those of the first file, then those of other files in the order in which they came up; at most
  // twenty, and how many more there are.
  Diagnostics finish() &&;

 private:
  std::string file_;
  Diagnostics found_;
  std::set<std::tuple<std::string, int, int, std::string>> known_;
  bool counted_all_ = true;
};

}  // namespace cae
