#include "framework/data/png_folder.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/data.h"
#include "framework/data/array.h"
#include "framework/data/png_file.h"

namespace cae {
namespace {

struct Listing {
  std::vector<std::string> folders;  // names, sorted
  std::vector<std::string> files;    // of PNG files alone, sorted
};

bool is_png_name(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name.ends_with(".png");
}

Result<Listing> list(const std::string& folder) {
  Listing listing;
  std::error_code error;
  std::filesystem::directory_iterator at(folder, error);
  for (; !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename().string();
    std::error_code no_matter;  // a dangling link is neither
    if (name.starts_with('.')) continue;
    if (at->is_directory(no_matter)) {
      listing.folders.push_back(name);
    } else if (is_png_name(name)) {
      listing.files.push_back(name);
    }
  }
  if (error) return catalogue::cannot_read(folder, error.message());
  std::sort(listing.folders.begin(), listing.folders.end());
  std::sort(listing.files.begin(), listing.files.end());
  return listing;
}

struct ImageFile {
  std::string path;
  std::int64_t label;
};

Result<std::vector<ImageFile>> find_images(const std::string& folder, std::vector<std::string>& class_names) {
  const Result<Listing> top = list(folder);
  if (!top) return top.diagnostics();
  std::vector<ImageFile> images;
  for (const std::string& name : top->files) images.push_back({folder + "/" + name, 0});
  for (std::size_t label = 0; label < top->folders.size(); ++label) {
    const std::string subfolder = folder + "/" + top->folders[label];
    const Result<Listing> inside = list(subfolder);
    if (!inside) return inside.diagnostics();
    if (!inside->files.empty() && !top->files.empty()) {
      return catalogue::png_beside_classes(images.front().path, folder);
    }
    for (const std::string& name : inside->files) {
      images.push_back({subfolder + "/" + name, static_cast<std::int64_t>(label)});
    }
  }
  if (images.empty()) return catalogue::no_png(folder);
  if (top->files.empty()) class_names = top->folders;
  return images;
}

}  // namespace

Result<Dataset> read_png_folder(const std::string& folder, const ImageShape& wanted, std::int64_t limit) {
  if (wanted.channels != 1 && wanted.channels != 3 && wanted.channels != 4) {
    return catalogue::png_channels(folder, wanted.channels);
  }
  Dataset dataset{.name = folder, .shape = wanted};
  Result<std::vector<ImageFile>> images = find_images(folder, dataset.class_names);
  if (!images) return images.diagnostics();
  if (limit > 0 && static_cast<std::int64_t>(images->size()) > limit)
    images->resize(static_cast<std::size_t>(limit));
  dataset.count = static_cast<std::int64_t>(images->size());
  const std::vector<std::int64_t> dims = {dataset.count, wanted.height, wanted.width, wanted.channels};
  const std::optional<std::uint64_t> bytes = byte_count(dims, DataType::u8);
  if (!bytes)
    return catalogue::data_too_large(folder, dims_text(dims), to_string(DataType::u8), max_array_bytes);
  // The first file shows whether the sizes fit, before memory for all of them is taken.
  dataset.bytes.resize(static_cast<std::size_t>(wanted.elements()));
  if (Status status = read_png(images->front().path, wanted, dataset.bytes.data()); !status)
    return status.diagnostics();
  dataset.bytes.resize(static_cast<std::size_t>(*bytes));
  for (std::size_t i = 1; i < images->size(); ++i) {
    std::uint8_t* pixels = dataset.bytes.data() + i * static_cast<std::size_t>(wanted.elements());
    if (Status status = read_png((*images)[i].path, wanted, pixels); !status) return status.diagnostics();
  }
  if (!dataset.class_names.empty()) {
    for (const ImageFile& image : *images) dataset.labels.push_back(image.label);
  }
  return dataset;
}

}  // namespace cae
