#include "framework/data/data_files.h"

#include <cstdlib>
#include <filesystem>

namespace cae {
namespace {

// The path with ".gz" where that is the file that is there.
std::string plain_or_gzip(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error) ? path : path + ".gz";
}

void add(const std::string& part, const DataSource& source, std::vector<DataFile>& files) {
  if (!source.images.empty()) files.push_back({part + " images", source.images});
  if (!source.labels.empty()) files.push_back({part + " labels", source.labels});
}

}  // namespace

std::vector<DataFile> data_files(const DataConfig& config) {
  const bool named = !config.dataset.empty();
  std::vector<DataFile> files;
  add("training", named ? fashion_mnist_source("train") : config.train, files);
  add("test", named ? fashion_mnist_source("t10k") : config.test, files);
  return files;
}

DataSource fashion_mnist_source(const std::string& part) {
  const char* root = std::getenv("CAE_LAB_DATASETS");
  const std::string folder =
      (root == nullptr || *root == '\0' ? std::string("/usr/share/datasets") : std::string(root)) +
      "/fashion-mnist";
  return {.images = plain_or_gzip(folder + "/" + part + "-images-idx3-ubyte"),
          .labels = plain_or_gzip(folder + "/" + part + "-labels-idx1-ubyte")};
}

}  // namespace cae
