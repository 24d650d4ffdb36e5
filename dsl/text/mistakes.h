// Mistakes as they are found: each once, however often it is found, and no more than a person would read.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae {

class Mistakes {
 public:
  // The mistakes of `file` are shown first.
  explicit Mistakes(std::string file) : file_(std::move(file)) {}

  void add(Diagnostic diagnostic);
  void add(const Diagnostics& diagnostics);
  bool any() const { return !found_.empty(); }
  // So many that there is no point in looking for more: the reader should stop, and a note says that there
  // may be more.
  bool enough();
  // There may be more than were counted.
  void not_all_counted() { counted_all_ = false; }

  // By place: those of the first file, then those of other files in the order in which they came up; at most
  // twenty, and how many more there are.
  Diagnostics finish() &&;

 private:
  std::string file_;
  Diagnostics found_;
  std::vector<Note> explanations_;  // the innermost last
  std::set<std::tuple<std::string, int, int, std::string>> known_;
  bool counted_all_ = true;

  friend class Explanation;
};

// The beginning and the end of a long trace.
std::vector<Note> shortened(std::vector<Note> way);

// While it exists, every mistake that is added gets this note: how the text that is being read was reached.
class Explanation {
 public:
  Explanation(Mistakes& mistakes, Note note) : mistakes_(mistakes) {
    mistakes_.explanations_.push_back(std::move(note));
  }
  ~Explanation() { mistakes_.explanations_.pop_back(); }
  Explanation(const Explanation&) = delete;
  Explanation& operator=(const Explanation&) = delete;

 private:
  Mistakes& mistakes_;
};

}  // namespace cae
