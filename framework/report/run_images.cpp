#include "framework/report/run_images.h"

#include <utility>

#include "framework/data/data_files.h"
#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"

namespace cae {
namespace {

bool is_of(const std::string& role, ImageSet from) {
  return role == std::string(to_string(from)) + " images";
}

// What the run recorded of the images that a page shows.
std::vector<InputRecord> recorded(const std::vector<InputRecord>& inputs, ImageSet from) {
  std::vector<InputRecord> found;
  for (const InputRecord& input : inputs) {
    if (is_of(input.role, from)) found.push_back(input);
  }
  return found;
}

Result<std::vector<InputRecord>> sums_of(const DataConfig& config, ImageSet from) {
  std::vector<InputRecord> found;
  for (const DataFile& file : data_files(config)) {
    if (!is_of(file.role, from)) continue;
    Result<InputRecord> sum = sum_input(file.role, file.path);
    if (!sum) return sum.diagnostics();
    sum->array = file.array;
    found.push_back(*std::move(sum));
  }
  return found;
}

ImageSet shown_images(const DataConfig& config) {
  return config.dataset.empty() && config.test.images.empty() ? ImageSet::training : ImageSet::test;
}

// Where the files are and how much of them is read.
std::string key_of(const DataConfig& config, const Shape& input) {
  std::string key = config.dataset + "\n" + to_string(ImageShape{input.height, input.width, input.channels});
  for (const DataFile& file : data_files(config)) key += "\n" + file.path + "#" + file.array;
  return key + "\n" + std::to_string(config.limit) + "\n" + std::to_string(config.limit_test);
}

Result<RunImages> read_images(const RunConfig& config, ImageSet from, const std::vector<InputRecord>& sums) {
  Result<DataSets> data = load_data(config.data, input_shape(*config.model));
  if (!data) return data.diagnostics();
  RunImages images{.from = from};
  images.images = std::make_shared<const Dataset>(from == ImageSet::test ? *std::move(data->test)
                                                                         : std::move(data->train));
  for (const InputRecord& sum : sums) images.content += sum.sum + "#" + sum.array + "\n";
  return images;
}

}  // namespace

Result<RunImages> ImageReader::images_of(const ReportedRun& run) {
  const RunConfig& config = *run.config;
  const ImageSet from = shown_images(config.data);
  const Result<std::vector<InputRecord>> sums = sums_of(config.data, from);
  if (!sums) return sums.diagnostics();
  if (const std::vector<InputRecord> then = recorded(run.stored.inputs, from); !then.empty()) {
    if (const Status same = check_inputs(run.stored.name, then, *sums); !same) return same.diagnostics();
  }
  const Graph& model = *config.model;
  const std::string key = key_of(config.data, model.nodes[static_cast<std::size_t>(model.input)].shape);
  if (last_.images == nullptr || key != key_) {
    Result<RunImages> images = read_images(config, from, *sums);
    if (!images) return images.diagnostics();
    last_ = *std::move(images);
    key_ = key;
  }
  return last_;
}

std::vector<std::string> class_names(const RunConfig& config, const Dataset* images) {
  if (images != nullptr) return images->class_names;
  const NamedDataset* named = find_dataset(config.data.dataset);
  return named == nullptr ? std::vector<std::string>() : named->class_names;
}

}  // namespace cae
