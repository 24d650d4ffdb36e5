#include "framework/report/decoded_grid.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "framework/report/page_budget.h"
#include "framework/run/decoder_session.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
namespace {

std::vector<float> every_second(const std::vector<float>& values, std::size_t first) {
  std::vector<float> chosen;
  for (std::size_t i = first; i < values.size(); i += 2) chosen.push_back(values[i]);
  return chosen;
}

float at(const GridAxis& axis, std::int64_t place, std::int64_t side) {
  return static_cast<float>(axis.low + (axis.high - axis.low) * static_cast<double>(place) /
                                           static_cast<double>(side - 1));
}

std::int64_t side_of(const Shape& image, std::int64_t most_bytes) {
  const std::int64_t images = most_bytes / thumbnail_bytes(image, page_budget::thumbnail_side);
  return std::min(static_cast<std::int64_t>(std::sqrt(static_cast<double>(images))),
                  page_budget::most_grid_side);
}

}  // namespace

GridAxis grid_axis(std::vector<float> numbers) {
  std::erase_if(numbers, [](float number) { return !std::isfinite(number); });
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());
  const std::size_t cut = numbers.size() / 100;
  return {numbers[cut], numbers[numbers.size() - 1 - cut]};
}

nlohmann::json grid_json(OpenedModel& model, const SeenImages& seen, std::int64_t most_bytes,
                         ThreadPool& pool) {
  if (seen.numbers != 2) return nullptr;
  const Graph& graph = model.graph();
  Result<DecoderSession> decoder =
      DecoderSession::open(graph, model.weights, gives_logits(graph, model.config.train), pool);
  if (!decoder) return nullptr;
  const GridAxis x = grid_axis(every_second(seen.codes, 0)), y = grid_axis(every_second(seen.codes, 1));
  const std::int64_t side = side_of(decoder->image(), most_bytes);
  if (side < 2 || !(x.low < x.high) || !(y.low < y.high)) return nullptr;
  std::vector<float> codes;
  for (std::int64_t row = 0; row < side; ++row) {
    for (std::int64_t column = 0; column < side; ++column) {
      codes.push_back(at(x, column, side));
      codes.push_back(at(y, row, side));
    }
  }
  const std::vector<float> images = decoder->images(codes);
  const auto pixels = static_cast<std::size_t>(decoder->image().elements());
  Thumbnails thumbnails(decoder->image(), page_budget::thumbnail_side);
  for (std::size_t first = 0; first < images.size(); first += pixels)
    thumbnails.add(std::span(images).subspan(first, pixels));
  return {
      {"x", {x.low, x.high}}, {"y", {y.low, y.high}}, {"side", side}, {"images", sprite_json(thumbnails)}};
}

}  // namespace cae
