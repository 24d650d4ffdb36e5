// A number of each process that shares the steps, known to all of them.
#pragma once

#include <cstdint>
#include <vector>

#include "framework/engine/exchange.h"

namespace cae {

// In the order of the ranks.
template <class T>
std::vector<T> gather_numbers(Exchange& exchange, T own) {
  std::vector<T> values(static_cast<std::size_t>(exchange.ranks()));
  values[static_cast<std::size_t>(exchange.rank())] = own;
  std::vector<std::size_t> ends;
  for (std::size_t r = 1; r <= values.size(); ++r) ends.push_back(r * sizeof(T));
  exchange.all_gather(std::as_writable_bytes(std::span(values)), ends);
  return values;
}

}  // namespace cae
