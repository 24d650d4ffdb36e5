// Mistakes as they are found: each once, however often it is come upon, and no more than a person reads.
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
  std::vector<Note> explanations_;  // the innermost last
  std::set<std::tuple<std::string, int, int, std::string>> known_;
  bool counted_all_ = true;

  friend class Explanation;
};

// Of a long way the beginning and the end.
std::vector<Note> shortened(std::vector<Note> way);

// As long as it lives, a note of every mistake that is added: how what is read came to be read.
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
