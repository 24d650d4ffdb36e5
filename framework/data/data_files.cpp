#include "framework/data/data_files.h"

#include "framework/data/chosen_array.h"

namespace cae {
namespace {

void add_file(const std::string& role, const std::string& text, std::vector<DataFile>& files) {
  if (text.empty()) return;
  const auto [path, array] = chosen_array(text);
  files.push_back({.role = role, .path = path, .array = array});
}

void add(const std::string& part, const DataSource& source, std::vector<DataFile>& files) {
  add_file(part + " images", source.images, files);
  add_file(part + " labels", source.labels, files);
}

}  // namespace

std::vector<DataFile> data_files(const DataConfig& config) {
  const NamedDataset* named = find_dataset(config.dataset);
  std::vector<DataFile> files;
  add("training", named != nullptr ? named->source(DataPart::training) : config.train, files);
  add("test", named != nullptr ? named->source(DataPart::test) : config.test, files);
  return files;
}

}  // namespace cae
