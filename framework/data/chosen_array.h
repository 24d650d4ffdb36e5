// "folder/x.npz#x_train": a file, and the array of it that is wanted.
#pragma once

#include <string>

namespace cae {

struct ChosenArray {
  std::string file = {};
  std::string array = {};  // "" where none is chosen

  std::string text() const { return array.empty() ? file : file + "#" + array; }
};

// What follows the last '#' before which the name of a file stands; a file whose name has a '#' is itself.
ChosenArray chosen_array(const std::string& text);

}  // namespace cae
