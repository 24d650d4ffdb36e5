#include "framework/engine/sum_tree.h"

#include <bit>
#include <cmath>

#include "framework/base/random.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

using Parts = std::vector<std::vector<float>>;  // of each slice

Parts random_parts(int slices, std::size_t numbers) {
  Parts parts(static_cast<std::size_t>(slices), std::vector<float>(numbers));
  for (std::size_t s = 0; s < parts.size(); ++s) {
    RandomStream(s, "parts").fill_uniform(parts[s], -1.0F, 1.0F);
    for (float& value : parts[s])
      value *= std::pow(10.0F, static_cast<float>(s % 7));  // so that order matters
  }
  return parts;
}

// As the header says it, number by number.
float by_definition(const Parts& parts, int begin, int size, std::size_t number) {
  const int slices = static_cast<int>(parts.size());
  if (size == 1) return parts[static_cast<std::size_t>(begin)][number];
  const float left = by_definition(parts, begin, size / 2, number);
  const int middle = begin + size / 2;
  return middle >= slices ? left : left + by_definition(parts, middle, size / 2, number);
}

std::vector<float> sum_of(std::span<const SliceRange> nodes, const Parts& parts) {
  std::vector<float> lined_up;
  for (const auto& part : parts) lined_up.insert(lined_up.end(), part.begin(), part.end());
  std::vector<float> total(parts[0].size());
  tree_sum(nodes, lined_up.data(), total.size(), total.size(), total.data());
  return total;
}

TEST_CASE("a sum over slices is that of the binary tree, whoever has which slices") {
  constexpr std::size_t numbers = 1100;  // more than two blocks
  for (int slices = 1; slices <= 50; ++slices) {
    const Parts parts = random_parts(slices, numbers);
    std::vector<SliceRange> single;
    for (int s = 0; s < slices; ++s) single.push_back({s, s + 1});
    const std::vector<float> total = sum_of(single, parts);
    for (const std::size_t number : {std::size_t{0}, std::size_t{511}, std::size_t{512}, numbers - 1}) {
      const int size = static_cast<int>(std::bit_ceil(static_cast<unsigned>(slices)));
      CHECK(total[number] == by_definition(parts, 0, size, number));
    }
    for (const int ranks : {1, 2, 3, 4, 7, 16}) {
      std::vector<SliceRange> nodes;
      Parts sums;
      for (int rank = 0; rank < ranks; ++rank) {
        for (const SliceRange& node : tree_nodes(share_of(slices, rank, ranks), slices)) {
          nodes.push_back(node);
          const std::span<const SliceRange> leaves = std::span(single).subspan(
              static_cast<std::size_t>(node.begin), static_cast<std::size_t>(node.count()));
          sums.push_back(sum_of(leaves, Parts(parts.begin() + node.begin, parts.begin() + node.end)));
        }
      }
      INFO(slices << " slices, " << ranks << " ranks");
      CHECK((sum_of(nodes, sums) == total));
    }
  }
}

TEST_CASE("the shares of all ranks are all slices, and differ by one at most") {
  for (int slices = 0; slices <= 40; ++slices) {
    for (int ranks = 1; ranks <= 9; ++ranks) {
      int next = 0;
      for (int rank = 0; rank < ranks; ++rank) {
        const SliceRange share = share_of(slices, rank, ranks);
        CHECK(share.begin == next);
        CHECK(share.count() - slices / ranks >= 0);
        CHECK(share.count() - slices / ranks <= 1);
        next = share.end;
      }
      CHECK(next == slices);
    }
  }
}

}  // namespace
}  // namespace cae
