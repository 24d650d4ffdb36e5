#include "framework/data/data_files.h"

#include <cstdlib>
#include <filesystem>

#include "framework/data/chosen_array.h"

namespace cae {
namespace {

// The path with ".gz" where that is the file that is there.
std::string plain_or_gzip(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error) ? path : path + ".gz";
}

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
