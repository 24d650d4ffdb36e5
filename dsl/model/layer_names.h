// Names of layers: given by `as`, or by their number (framework/graph/layer_numbers.h).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/text/mistakes.h"
#include "dsl/text/source_set.h"
#include "framework/graph/layer_numbers.h"

namespace cae::dsl {

inline constexpr std::size_t max_name_length = 64;
inline constexpr std::size_t max_full_name_length = 1000;  // with the names of the calls around it

class LayerNames {
 public:
  LayerNames(const SourceSet& sources, Mistakes& mistakes) : sources_(sources), mistakes_(mistakes) {}

  // The name of the next layer, of this kind: the one `given` at `alias`, or, where that is "", one made from
  // its number. `written` is where the kind, or what stands for it, is written.
  std::string add(std::string_view kind, const Span& written, const std::string& given = "",
                  const Span& alias = {});
  // A layer whose kind is unknown: the numbers of those after it may be wrong.
  void add_unknown(const std::string& given, const Span& alias);
  void lose_count() { numbers_certain_ = false; }
  // The names that are added between the two are those of a repetition. `counter` is the name of its number,
  // or
  // "".
  void begin_repeat(std::string counter) { repeats_.push_back(std::move(counter)); }
  void end_repeat() { repeats_.pop_back(); }
  // Adds a mistake for every name that two layers share.
  void check();

 private:
  struct Entry {
    std::string name;
    Span span;  // of the alias, or of the kind of an unnamed layer
    bool given;
    std::string kind;
    std::vector<std::string> repeats = {};  // around a line that gives a name
  };

  const SourceSet& sources_;
  Mistakes& mistakes_;
  LayerNumbers numbers_;
  std::vector<Entry> all_;
  std::vector<std::string> repeats_;  // that are open, the outermost first
  bool numbers_certain_ = true;
};

}  // namespace cae::dsl
