#include "framework/draw/channel_means.h"

#include <numeric>

namespace cae {

bool has_places(const Table& table) {
  const TableOrigin& origin = table.origin;
  return origin.height * origin.width > 1 && origin.elements() == table.columns.size();
}

Table channel_means(const Table& table) {
  Table means{
      .name = table.name,
      .columns = {},
      .values = {},
      .samples = table.samples,
      .labels = table.labels,
      .origin = {.from = table.origin.from, .channels = table.origin.channels, .height = 1, .width = 1}};
  const std::size_t places = table.origin.height * table.origin.width;
  for (std::size_t channel = 0; channel < table.origin.channels; ++channel)
    means.columns.push_back("channel_" + std::to_string(channel + 1));
  for (std::size_t at = 0; at + places <= table.values.size(); at += places) {
    const auto first = table.values.begin() + static_cast<std::ptrdiff_t>(at);
    means.values.push_back(std::accumulate(first, first + static_cast<std::ptrdiff_t>(places), 0.0) /
                           static_cast<double>(places));
  }
  return means;
}

}  // namespace cae
