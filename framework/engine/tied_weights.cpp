#include "framework/engine/tied_weights.h"

#include <algorithm>

namespace cae {
namespace {

constexpr std::size_t chunk = 4096;  // numbers of a task

// Calls `each(place in the copy, place in the owner)` for all numbers, on all threads.
template <class Each>
void for_all(ThreadPool& pool, const TiedWeights::Copy& copy, const Each& each) {
  const std::size_t count = copy.values.size();
  pool.run(static_cast<int>((count + chunk - 1) / chunk), [&](int task, int) {
    const std::size_t first = static_cast<std::size_t>(task) * chunk;
    for (std::size_t i = first; i < std::min(first + chunk, count); ++i) {
      each(i, copy.columns == 1 ? i : i % copy.columns * copy.rows + i / copy.columns);
    }
  });
}

}  // namespace

TiedWeights::Copy& TiedWeights::add(const ParameterSpec& spec, const float* owner, float* owner_gradient) {
  Copy& copy = copies_.emplace_back();
  copy.owner = owner;
  copy.owner_gradient = owner_gradient;
  copy.values.resize(static_cast<std::size_t>(spec.elements()));
  if (owner_gradient != nullptr) copy.gradient.resize(copy.values.size());
  if (spec.dimensions.size() == 2) {
    copy.rows = static_cast<std::size_t>(spec.dimensions[0]);
    copy.columns = static_cast<std::size_t>(spec.dimensions[1]);
  }
  return copy;
}

void TiedWeights::load(ThreadPool& pool) {
  for (Copy& copy : copies_)
    for_all(pool, copy, [&](std::size_t here, std::size_t there) { copy.values[here] = copy.owner[there]; });
}

void TiedWeights::add_gradients(ThreadPool& pool) {
  for (Copy& copy : copies_) {
    if (copy.owner_gradient == nullptr) continue;
    for_all(pool, copy,
            [&](std::size_t here, std::size_t there) { copy.owner_gradient[there] += copy.gradient[here]; });
  }
}

}  // namespace cae
