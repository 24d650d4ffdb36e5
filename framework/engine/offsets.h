// Places blocks with known lifetimes into as little memory as a greedy rule finds.
#pragma once

#include <cstddef>
#include <vector>

namespace cae {

struct Block {
  std::size_t bytes = 0;
  int first = 0;  // lifetime, both ends included
  int last = 0;
  std::size_t offset = 0;  // the answer, a multiple of 64
};

// Sets the offsets so that no two blocks that live at the same time overlap; returns the total. Largest
// first, each at the lowest place that is free (greedy by size: Pisarchyk and Lee, "Efficient memory
// management for deep neural net inference", 2020).
std::size_t place(std::vector<Block>& blocks);

}  // namespace cae
