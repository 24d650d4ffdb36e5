// Collects the mistakes of one text: in the order of the text, at most twenty in full.
#pragma once

#include "dsl/model/source_text.h"

namespace cae::dsl {

class Mistakes {
 public:
  explicit Mistakes(const SourceText& source) : source_(source) {}

  void add(Diagnostic diagnostic);
  bool any() const { return !found_.empty(); }
  // So many that looking for more is a waste: whoever reads the text should stop.
  bool too_many() const { return found_.size() >= most_collected; }
  // More may follow than were counted.
  void not_all_counted() { counted_all_ = false; }
  // All of them, sorted, with the lines that they quote.
  Diagnostics finish() &&;

 private:
  static constexpr std::size_t most_shown = 20;
  static constexpr std::size_t most_collected = 1000;

  const SourceText& source_;
  Diagnostics found_;
  bool counted_all_ = true;
};

}  // namespace cae::dsl
