#include "framework/data/streamed_images.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "framework/data/image_array.h"

namespace cae {
namespace {

// What `auto` holds in memory at most.
constexpr double most_held_bytes = double{1 << 30};

bool is_of_floats(DataType type) {
  return type == DataType::f16 || type == DataType::f32 || type == DataType::f64;
}

class StreamedImages final : public ImageSource {
 public:
  StreamedImages(ArrayReader reader, const ImageShape& shape) : reader_(std::move(reader)), shape_(shape) {}

  Result<Dataset> read(std::span<const std::uint32_t> samples) const override {
    Result<Array> rows = reader_.rows(samples);
    if (!rows) return rows.diagnostics();
    Dataset images;
    if (samples.empty()) return images;
    if (Status status = take_images(std::move(*rows), shape_, reader_.file(), images, samples); !status)
      return status.diagnostics();
    if (is_of_floats(reader_.type())) note(images.floats);
    return images;
  }

  PixelRange range() const override {
    if (!is_of_floats(reader_.type())) return {0.0F, 1.0F};
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  void note(const std::vector<float>& values) const {
    PixelRange found{values.front(), values.front()};
    for (const float value : values) {
      found.least = std::min(found.least, value);
      found.greatest = std::max(found.greatest, value);
    }
    const std::lock_guard lock(mutex_);
    seen_ = {std::min(seen_.least, found.least), std::max(seen_.greatest, found.greatest)};
  }

  const ArrayReader reader_;
  const ImageShape shape_;
  mutable std::mutex mutex_;
  mutable PixelRange seen_ = {std::numeric_limits<float>::infinity(),
                              -std::numeric_limits<float>::infinity()};
};

std::int64_t kept_images(const ArrayReader& reader, std::int64_t limit) {
  const std::int64_t all = reader.dims()[0];
  return limit > 0 ? std::min(limit, all) : all;
}

// The bytes that they would take in memory.
double held_bytes(const ArrayReader& reader, std::int64_t limit) {
  double numbers = static_cast<double>(kept_images(reader, limit));
  for (std::size_t i = 1; i < reader.dims().size(); ++i) numbers *= static_cast<double>(reader.dims()[i]);
  return numbers * (reader.type() == DataType::u8 ? 1.0 : sizeof(float));
}

}  // namespace

bool is_streamed(const ArrayReader& reader, std::int64_t limit, Streaming streaming) {
  if (streaming == Streaming::never || !reader.is_in_rows()) return false;
  return streaming == Streaming::always || held_bytes(reader, limit) > most_held_bytes;
}

Result<Dataset> stream_images(ArrayReader reader, const ImageShape& wanted, std::int64_t limit) {
  const std::int64_t count = kept_images(reader, limit);
  if (Status status = check_count(count, reader.file()); !status) return status.diagnostics();
  Dataset dataset{
      .count = count, .shape = wanted, .source = std::make_shared<StreamedImages>(std::move(reader), wanted)};
  const Result<Dataset> some = dataset.source->read(spread_samples(dataset));
  if (!some) return some.diagnostics();
  return dataset;
}

}  // namespace cae
