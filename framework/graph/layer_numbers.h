// The names of layers that have none in the text: kind and number, "conv1". The number counts every layer of
// that kind, named or not.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cae {

class LayerNumbers {
 public:
  // Counts a layer, and returns the name that it has by its number.
  std::string next(std::string_view kind) {
    const auto found = counts_.try_emplace(std::string(kind), 0).first;
    return found->first + std::to_string(++found->second);
  }

 private:
  std::map<std::string, int, std::less<>> counts_;
};

}  // namespace cae
