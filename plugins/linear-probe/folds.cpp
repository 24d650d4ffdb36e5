#include "folds.h"

#include <algorithm>
#include <numeric>
#include <tuple>

std::vector<std::size_t> stratified_folds(const std::vector<std::size_t>& class_of, std::size_t folds,
                                          const std::vector<float>& drawn) {
  std::vector<std::size_t> order(class_of.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(class_of[a], drawn[a], a) < std::tie(class_of[b], drawn[b], b);
  });
  std::vector<std::size_t> fold_of(class_of.size());
  for (std::size_t i = 0; i < order.size(); ++i) fold_of[order[i]] = i % folds;
  return fold_of;
}
