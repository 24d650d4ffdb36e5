// Names of layers: given by `as`, or a kind and a number that counts every layer of that kind, named or not.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/mistakes.h"

namespace cae::dsl {

inline constexpr std::size_t max_name_length = 64;

class LayerNames {
 public:
  LayerNames(const SourceText& source, Mistakes& mistakes) : source_(source), mistakes_(mistakes) {}

  // The next layer's name. `kind` and `alias` (or "") point into the text.
  std::string add(std::string_view kind, std::string_view alias);
  // A layer whose kind is unknown: the numbers of those behind it may be wrong.
  void add_unknown(std::string_view alias);
  void lose_count() { numbers_certain_ = false; }
  // Adds a mistake for every name that two layers have.
  void check();

 private:
  struct Entry {
    std::string name;
    std::string_view kind;
    std::string_view source;  // the alias, or the kind of an unnamed layer
    bool given;
  };

  const SourceText& source_;
  Mistakes& mistakes_;
  std::map<std::string, int, std::less<>> counts_;
  std::vector<Entry> all_;
  bool numbers_certain_ = true;
};

}  // namespace cae::dsl
