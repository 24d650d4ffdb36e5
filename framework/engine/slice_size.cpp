#include "framework/engine/slice_size.h"

#include <algorithm>
#include <cstdint>

namespace cae {
namespace {

// Measured: docs/decisions/2026-11-28-slices.md.
constexpr int most_slices = 24;  // keep two cores busy, and divide over eight
constexpr int large_batch = 96;  // from here on smaller slices serve many cores and cost two nothing
constexpr double weights_beside_numbers = 1.5;
constexpr double least_numbers = 1 << 17;  // outweigh what a task and its calls cost
constexpr double tolerated_wait = 0.04;    // of two threads

int least_slices(int batch) {
  return batch >= 2 * large_batch ? 8 : batch >= large_batch ? 4 : 2;
}

int divided_up(int number, int by) {
  return (number + by - 1) / by;
}

// Images of a slice so that what it computes, of which the numbers of its layers are the measure, outweighs
// the weights that each slice reads and the gradients of them that it writes.
double outweighing_images(const Graph& graph) {
  double numbers = 1.0;
  double weights = 0.0;
  for (const Node& node : graph.nodes) {
    if (node.layer.empty()) continue;
    numbers += static_cast<double>(node.shape.elements());
    for (const ParameterSpec& parameter : node.parameters)
      weights += static_cast<double>(parameter.elements());
  }
  return (weights_beside_numbers * weights + least_numbers) / numbers;
}

// What the busier of two threads computes beyond its half, as a share of the half.
double wait_of_two(int batch, int size) {
  const int busier = divided_up(divided_up(batch, size), 2) * size;
  return 2.0 * std::min(busier, batch) / batch - 1.0;
}

}  // namespace

int slice_size(const Graph& graph, int batch) {
  const int most = divided_up(batch, least_slices(batch));
  const double images = std::max(outweighing_images(graph), batch >= large_batch ? 4.0 : 8.0);
  const int wanted =
      std::max(static_cast<int>(std::min<double>(images, most)), divided_up(batch, most_slices));
  int best = wanted;
  for (int size = wanted; size <= std::min(2 * wanted, most) && wait_of_two(batch, best) > tolerated_wait;
       ++size)
    if (wait_of_two(batch, size) < wait_of_two(batch, best)) best = size;
  return best;
}

}  // namespace cae
