#include <algorithm>
#include <filesystem>
#include <future>

#include "framework/base/activity.h"
#include "framework/base/catalogue/data.h"
#include "framework/data/array.h"
#include "framework/data/data_files.h"
#include "framework/data/dataset.h"
#include "framework/data/idx.h"
#include "framework/data/image_array.h"
#include "framework/data/input_file.h"
#include "framework/data/npy.h"
#include "framework/data/npz.h"
#include "framework/data/png_folder.h"

namespace cae {
namespace {

enum class Format { idx, npy, npz, unknown };

Result<Format> format_of(const std::string& path) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  const Result<std::string> start = file->read_some(0, 6);
  if (!start) return start.diagnostics();
  if (start->starts_with("\x93NUMPY")) return Format::npy;
  if (start->starts_with("PK")) return Format::npz;
  if (start->starts_with("\x1F\x8B") || start->starts_with(std::string(2, '\0'))) return Format::idx;
  return Format::unknown;
}

// The name of the wanted array in an NPZ file: the first of `candidates` that is there, else its only array,
// else "".
std::string choose_member(const std::vector<std::string>& names, const std::vector<std::string>& candidates) {
  for (const std::string& candidate : candidates) {
    if (std::find(names.begin(), names.end(), candidate) != names.end()) return candidate;
  }
  return names.size() == 1 ? names.front() : "";
}

struct NamedRows {
  ArrayRows rows;
  std::string file;
};

const std::vector<std::string> image_members = {"images", "x"};
const std::vector<std::string> label_members = {"labels", "y"};

Result<NamedRows> named(Result<ArrayRows> rows, std::string file) {
  if (!rows) return rows.diagnostics();
  return NamedRows{std::move(*rows), std::move(file)};
}

// `rows` 0 reads all. `unknown` says what to tell of a file of no known format.
Result<NamedRows> read_rows(const std::string& path, std::int64_t rows,
                            const std::vector<std::string>& members,
                            Diagnostic (*unknown)(std::string_view)) {
  const Result<Format> format = format_of(path);
  if (!format) return format.diagnostics();
  switch (*format) {
    case Format::idx:
      return named(read_idx(path, rows), path);
    case Format::npy:
      return named(read_npy_rows(path, rows), path);
    case Format::npz: {
      const Result<std::vector<std::string>> names = npz_names(path);
      if (!names) return names.diagnostics();
      const std::string member = choose_member(*names, members);
      if (member.empty()) return catalogue::npz_member(path, members.front(), *names);
      return named(read_npz(path, member, rows), path + "/" + member + ".npy");
    }
    case Format::unknown:
      break;
  }
  return unknown(path);
}

// Labels from `path`, for all of the `total` images that stand in `images_file`, cut to the dataset's count.
Status read_labels(const std::string& path, std::int64_t total, const std::string& images_file,
                   Dataset& dataset) {
  const Result<NamedRows> read = read_rows(path, 0, label_members, catalogue::labels_format);
  if (!read) return read.diagnostics();
  Result<std::vector<std::int64_t>> labels = take_labels(read->rows.array, total, images_file, read->file);
  if (!labels) return labels.diagnostics();
  labels->resize(static_cast<std::size_t>(dataset.count));
  dataset.labels = std::move(*labels);
  return Done{};
}

Result<bool> is_npz_with_labels(const std::string& path) {
  const Result<Format> format = format_of(path);
  if (!format) return format.diagnostics();
  if (*format != Format::npz) return false;
  const Result<std::vector<std::string>> names = npz_names(path);
  if (!names) return names.diagnostics();
  return names->size() > 1 && !choose_member(*names, label_members).empty();
}

Result<Dataset> load_files(const DataSource& source, const ImageShape& wanted, std::int64_t limit) {
  Result<NamedRows> images = read_rows(source.images, limit, image_members, catalogue::unknown_data_format);
  if (!images) return images.diagnostics();
  Dataset dataset{.name = source.images};
  const std::int64_t total = images->rows.total;
  if (Status status = take_images(std::move(images->rows.array), wanted, images->file, dataset); !status) {
    return status.diagnostics();
  }
  std::string labels = source.labels;
  if (labels.empty()) {
    const Result<bool> own = is_npz_with_labels(source.images);
    if (!own) return own.diagnostics();
    if (*own) labels = source.images;
  }
  if (labels.empty()) return dataset;
  if (Status status = read_labels(labels, total, images->file, dataset); !status) return status.diagnostics();
  return dataset;
}

Diagnostics with_place(Diagnostics diagnostics, const Place& place) {
  if (place.file.empty()) return diagnostics;
  for (Diagnostic& diagnostic : diagnostics) diagnostic.notes.push_back(catalogue::data_named_here(place));
  return diagnostics;
}

const std::vector<std::string> fashion_classes = {"Top",    "Trouser", "Pullover", "Dress", "Coat",
                                                  "Sandal", "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

Result<Dataset> load_fashion_mnist(const std::string& part, const ImageShape& wanted, std::int64_t limit) {
  const DataSource source = fashion_mnist_source(part);
  for (const std::string& file : {source.images, source.labels}) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return catalogue::fashion_mnist_absent(file);
  }
  Result<Dataset> dataset = load_files(source, wanted, limit);
  if (!dataset) return dataset;
  dataset->name = "fashion-mnist";
  dataset->class_names = fashion_classes;
  for (std::size_t i = 0; i < dataset->labels.size(); ++i) {
    if (dataset->labels[i] >= static_cast<std::int64_t>(fashion_classes.size())) {
      return catalogue::label_value(source.labels, static_cast<std::int64_t>(i));
    }
  }
  return dataset;
}

// Gives each class of `test` the number that it has in `train`; folders may hold some of the classes only.
Status match_classes(const Dataset& train, Dataset& test) {
  if (train.class_names.empty() || test.class_names.empty() || train.class_names == test.class_names)
    return Done{};
  std::vector<std::int64_t> numbers;
  for (const std::string& name : test.class_names) {
    const auto found = std::find(train.class_names.begin(), train.class_names.end(), name);
    if (found == train.class_names.end()) return catalogue::unknown_class(test.name, name, train.name);
    numbers.push_back(found - train.class_names.begin());
  }
  for (std::int64_t& label : test.labels) label = numbers[static_cast<std::size_t>(label)];
  test.class_names = train.class_names;
  return Done{};
}

}  // namespace

Result<Dataset> load_dataset(const DataSource& source, const ImageShape& wanted, std::int64_t limit) {
  std::error_code error;
  if (!std::filesystem::is_directory(source.images, error)) {
    Result<Dataset> dataset = load_files(source, wanted, limit);
    if (!dataset) return with_place(dataset.diagnostics(), source.place);
    return dataset;
  }
  if (!source.labels.empty()) {
    return with_place({catalogue::labels_twice(source.images, source.labels)}, source.place);
  }
  Result<Dataset> dataset = read_png_folder(source.images, wanted, limit);
  if (!dataset) return with_place(dataset.diagnostics(), source.place);
  return dataset;
}

Result<DataSets> load_data(const DataConfig& config, const ImageShape& wanted) {
  const PhaseScope phase("reading the images");
  const std::vector<std::string> known = {"fashion-mnist"};
  const bool named = !config.dataset.empty();
  if (named && config.dataset != known.front()) {
    return catalogue::unknown_dataset(config.dataset, known, config.place);
  }
  // Unpacking takes a whole core, so the test images are read beside the others.
  std::future<Result<Dataset>> loading_test;
  if (named || !config.test.images.empty()) {
    loading_test = std::async(std::launch::async, [&] {
      return named ? load_fashion_mnist("t10k", wanted, config.limit_test)
                   : load_dataset(config.test, wanted, config.limit_test);
    });
  }
  Result<Dataset> train = named ? load_fashion_mnist("train", wanted, config.limit)
                                : load_dataset(config.train, wanted, config.limit);
  // What load_dataset says has its place already.
  const Place place = named ? config.place : Place{};
  if (!train) return with_place(train.diagnostics(), place);
  DataSets sets{std::move(*train), {}};
  if (!loading_test.valid()) return sets;
  Result<Dataset> test = loading_test.get();
  if (!test) return with_place(test.diagnostics(), place);
  if (Status status = match_classes(sets.train, *test); !status) {
    return with_place(status.diagnostics(), config.test.place);
  }
  sets.test = std::move(*test);
  return sets;
}

}  // namespace cae
