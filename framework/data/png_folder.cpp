#include "framework/data/png_folder.h"

#include "framework/base/catalogue/data.h"
#include "framework/data/array.h"
#include "framework/data/decoded_folder.h"
#include "framework/data/png_files.h"

namespace cae {
Result<Dataset> read_png_folder(const std::string& folder, const ImageShape& wanted, std::int64_t limit) {
  if (wanted.channels != 1 && wanted.channels != 3 && wanted.channels != 4) {
    return catalogue::png_channels(folder, wanted.channels);
  }
  Dataset dataset{.name = folder, .shape = wanted};
  Result<PngFiles> files = find_png_files(folder);
  if (!files) return files.diagnostics();
  std::vector<PngFile>& images = files->images;
  dataset.class_names = std::move(files->class_names);
  dataset.other_images = std::move(files->other_images);
  if (limit > 0 && static_cast<std::int64_t>(images.size()) > limit) {
    images.resize(static_cast<std::size_t>(limit));
  }
  dataset.count = static_cast<std::int64_t>(images.size());
  const std::vector<std::int64_t> dims = {dataset.count, wanted.height, wanted.width, wanted.channels};
  const std::optional<std::uint64_t> bytes = byte_count(dims, DataType::u8);
  if (!bytes)
    return catalogue::data_too_large(folder, dims_text(dims), to_string(DataType::u8), max_array_bytes);
  if (!dataset.class_names.empty()) {
    for (const PngFile& image : images) dataset.labels.push_back(image.label);
  }
  Result<std::shared_ptr<const ImageSource>> decoded = DecodedFolder::open(folder, std::move(images), wanted);
  if (!decoded) return decoded.diagnostics();
  dataset.source = std::move(*decoded);
  return dataset;
}

}  // namespace cae
