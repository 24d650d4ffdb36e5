#include <algorithm>
#include <filesystem>
#include <future>
#include <optional>

#include "framework/base/activity.h"
#include "framework/base/catalogue/data.h"
#include "framework/data/array_format.h"
#include "framework/data/chosen_array.h"
#include "framework/data/data_files.h"
#include "framework/data/dataset.h"
#include "framework/data/image_array.h"
#include "framework/data/npz.h"
#include "framework/data/png_folder.h"
#include "framework/data/streamed_images.h"

namespace cae {
namespace {

using Unknown = Diagnostic (*)(std::string_view);  // what to tell of a file of no known format

// An array, and the name that it has in its NPZ file; "" elsewhere.
struct OpenArray {
  ArrayReader reader;
  std::string name;
};

// The array that the text names, or the one that `choose` picks of a file with several.
template <class Choose>
Result<OpenArray> open_array(const std::string& text, std::string_view wanted, Unknown unknown,
                             Choose choose) {
  const auto [path, array] = chosen_array(text);
  const Result<const ArrayFormat*> found = format_of(path);
  if (!found) return found.diagnostics();
  const ArrayFormat* format = *found;
  std::string name;
  if (format != nullptr && format->holds_several()) {
    const Result<std::vector<std::string>> names = format->arrays(path);
    if (!names) return names.diagnostics();
    name = array.empty() ? choose(*names) : array;
    if (name.empty()) return catalogue::npz_unknown_arrays(path, wanted, format->contents(path));
  } else if (!array.empty()) {
    return catalogue::array_of_no_npz(path, array);
  }
  if (format == nullptr) return unknown(path);
  Result<ArrayReader> reader = format->open(path, name);
  if (!reader) return reader.diagnostics();
  return OpenArray{std::move(*reader), name};
}

// The labels for all of the `total` images in `images_file`, of which the dataset's are kept.
Status read_labels(ArrayReader& labels, std::int64_t total, const std::string& images_file,
                   Dataset& dataset) {
  if (Status status = check_labels(labels.dims(), total, images_file, labels.file()); !status) return status;
  const Result<ArrayRows> read = labels.read(dataset.count);
  if (!read) return read.diagnostics();
  Result<std::vector<std::int64_t>> values = take_labels(read->array, labels.file());
  if (!values) return values.diagnostics();
  dataset.labels = std::move(*values);
  return Done{};
}

// Those that an NPZ file holds beside its images; nothing if there are none. What the experiment does not
// ask for must not keep it from running: text, objects, or several numbers an image are then not labels.
Result<std::optional<ArrayReader>> own_labels(const std::string& path, const std::string& images) {
  if (images.empty()) return std::optional<ArrayReader>();
  const Result<std::vector<std::string>> names = npz_names(path);
  if (!names) return names.diagnostics();
  const std::string name = labels_beside(*names, images);
  if (name.empty()) return std::optional<ArrayReader>();
  Result<ArrayReader> reader = open_npz(path, name);
  const bool of_other_type = !reader && reader.diagnostics().front().code == catalogue::npy_type_code;
  if (of_other_type || (reader && !is_one_number_each(reader->dims()))) return std::optional<ArrayReader>();
  if (!reader) return reader.diagnostics();
  return std::optional(std::move(*reader));
}

Result<std::optional<ArrayReader>> open_labels(const DataSource& source, const std::string& images,
                                               DataPart part) {
  if (source.labels.empty()) return own_labels(chosen_array(source.images).file, images);
  const auto choose = [&](const std::vector<std::string>& names) {
    const bool same_file = chosen_array(source.labels).file == chosen_array(source.images).file;
    const std::string beside = same_file ? labels_beside(names, images) : "";
    return beside.empty() ? labels_array(names, part) : beside;
  };
  Result<OpenArray> labels = open_array(source.labels, "labels", catalogue::labels_format, choose);
  if (!labels) return labels.diagnostics();
  return std::optional(std::move(labels->reader));
}

Result<Dataset> hold_images(ArrayReader& reader, const ImageShape& wanted, std::int64_t limit) {
  Result<ArrayRows> rows = reader.read(limit);
  if (!rows) return rows.diagnostics();
  Dataset dataset;
  if (Status status = take_images(std::move(rows->array), wanted, reader.file(), dataset); !status)
    return status.diagnostics();
  return dataset;
}

Result<Dataset> load_files(const DataSource& source, const ImageShape& wanted, std::int64_t limit,
                           DataPart part, Streaming streaming) {
  const auto choose = [&](const std::vector<std::string>& names) { return images_array(names, part); };
  Result<OpenArray> images = open_array(source.images, "images", catalogue::unknown_data_format, choose);
  if (!images) return images.diagnostics();
  ArrayReader& reader = images->reader;
  if (Status status = check_images(reader.type(), reader.dims(), wanted, reader.file()); !status) {
    return status.diagnostics();
  }
  Result<std::optional<ArrayReader>> labels = open_labels(source, images->name, part);
  if (!labels) return labels.diagnostics();
  const std::int64_t total = reader.dims()[0];
  const std::string file = reader.file();
  Result<Dataset> dataset = is_streamed(reader, limit, streaming)
                                ? stream_images(std::move(reader), wanted, limit)
                                : hold_images(reader, wanted, limit);
  if (!dataset) return dataset;
  dataset->name = source.images;
  if (*labels) {
    if (Status status = read_labels(**labels, total, file, *dataset); !status) return status.diagnostics();
  }
  return dataset;
}

Diagnostics with_place(Diagnostics diagnostics, const Place& place) {
  if (place.file.empty()) return diagnostics;
  for (Diagnostic& diagnostic : diagnostics) diagnostic.notes.push_back(catalogue::data_named_here(place));
  return diagnostics;
}

Result<Dataset> load_named(const NamedDataset& named, DataPart part, const ImageShape& wanted,
                           std::int64_t limit, Streaming streaming) try {
  const DataSource source = named.source(part);
  for (const std::string& file : {source.images, source.labels}) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return named.absent(file);
  }
  Result<Dataset> dataset = load_files(source, wanted, limit, part, streaming);
  if (!dataset) return dataset;
  dataset->name = named.name;
  dataset->class_names = named.class_names;
  for (std::size_t i = 0; i < dataset->labels.size(); ++i) {
    if (dataset->labels[i] >= static_cast<std::int64_t>(named.class_names.size())) {
      return catalogue::label_value(source.labels, static_cast<std::int64_t>(i));
    }
  }
  return dataset;
} catch (const std::bad_alloc&) {
  return catalogue::no_memory_for_images(named.name);
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

Result<Dataset> load_dataset(const DataSource& source, const ImageShape& wanted, std::int64_t limit,
                             DataPart part, Streaming streaming) try {
  std::error_code error;
  if (!std::filesystem::is_directory(source.images, error)) {
    Result<Dataset> dataset = load_files(source, wanted, limit, part, streaming);
    if (!dataset) return with_place(dataset.diagnostics(), source.place);
    return dataset;
  }
  if (!source.labels.empty()) {
    return with_place({catalogue::labels_twice(source.images, source.labels)}, source.place);
  }
  Result<Dataset> dataset = read_png_folder(source.images, wanted, limit);
  if (!dataset) return with_place(dataset.diagnostics(), source.place);
  return dataset;
} catch (const std::bad_alloc&) {
  return with_place({catalogue::no_memory_for_images(source.images)}, source.place);
}

Result<DataSets> load_data(const DataConfig& config, const ImageShape& wanted) {
  const PhaseScope phase("reading the images");
  const NamedDataset* named = find_dataset(config.dataset);
  if (named == nullptr && !config.dataset.empty())
    return catalogue::unknown_dataset(config.dataset, dataset_names(), config.place);
  // Unpacking takes a whole core, so the test images are read beside the others.
  std::future<Result<Dataset>> loading_test;
  if (named != nullptr || !config.test.images.empty()) {
    loading_test = std::async(std::launch::async, [&] {
      return named != nullptr
                 ? load_named(*named, DataPart::test, wanted, config.limit_test, config.stream)
                 : load_dataset(config.test, wanted, config.limit_test, DataPart::test, config.stream);
    });
  }
  Result<Dataset> train =
      named != nullptr ? load_named(*named, DataPart::training, wanted, config.limit, config.stream)
                       : load_dataset(config.train, wanted, config.limit, DataPart::training, config.stream);
  // What load_dataset says has its place already.
  const Place place = named != nullptr ? config.place : Place{};
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
