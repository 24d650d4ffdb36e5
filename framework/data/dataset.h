// Images, in memory or read when they are wanted, and where they come from: Fashion-MNIST, IDX (also
// gzipped), NPY, NPZ or a folder of PNGs. docs/data.md describes each format with its limits.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/data_config.h"
#include "framework/data/image_source.h"
#include "framework/data/npz_choice.h"

namespace cae {

struct ImageShape {
  std::int64_t height = 1;
  std::int64_t width = 1;
  std::int64_t channels = 1;

  std::int64_t elements() const { return height * width * channels; }
  bool operator==(const ImageShape&) const = default;
};
std::string to_string(const ImageShape& shape);  // "28x28x1"

// Files of a folder that are passed over.
struct PassedOver {
  std::int64_t count = 0;
  std::string first = {};  // of their paths, in bytewise order
};

// Pixels are kept once, as `bytes` (to be divided by 255) or as `floats`, image after image, each H,W,C; or
// they are read from a `source`, which gives a dataset that has them so.
struct Dataset {
  std::string name = {};  // "fashion-mnist", or the path
  std::int64_t count = 0;
  ImageShape shape = {};
  std::vector<std::uint8_t> bytes = {};
  std::vector<float> floats = {};
  std::shared_ptr<const ImageSource> source = nullptr;
  std::vector<std::int64_t> labels = {};      // one an image, none negative; empty for none
  std::vector<std::string> class_names = {};  // by label; empty where unknown
  PassedOver other_images = {};  // of a folder: those that are not PNG, by the endings of their names

  // These images as floats: shape.elements() of each, in H,W,C or C,H,W order. They fail where a source does.
  Status copy_hwc(std::span<const std::uint32_t> samples, float* pixels) const;
  Status copy_chw(std::span<const std::uint32_t> samples, float* pixels) const;

  // The values of all pixels: of bytes those that they can hold, of a source what ImageSource::range says.
  PixelRange range() const;
};

// Of images at equal distances: 65,536 pixels of them, or at least eight images, at most 64.
std::vector<std::uint32_t> spread_samples(const Dataset& images);
// 0, 1, ..., count - 1
std::vector<std::uint32_t> identity_order(std::uint32_t count);

struct DataSets {
  Dataset train = {};
  std::optional<Dataset> test = {};
};

// What the experiment names, with its limits applied: no more is read and kept than they ask for. Every
// mismatch with the model's input `wanted` is an error that names the file. The environment variable
// CAE_LAB_DATASETS names the folder that holds `fashion-mnist/` in place of /usr/share/datasets.
Result<DataSets> load_data(const DataConfig& config, const ImageShape& wanted);
// One source; its kind is found from its content. `limit` 0 keeps all. `part` says which array of an NPZ file
// is meant where the source does not.
Result<Dataset> load_dataset(const DataSource& source, const ImageShape& wanted, std::int64_t limit = 0,
                             DataPart part = DataPart::training, Streaming streaming = Streaming::automatic);

}  // namespace cae
