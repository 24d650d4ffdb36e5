#include "framework/data/named_datasets.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "framework/base/catalogue/data.h"

namespace cae {
namespace {

// The path with ".gz" where that is the file that is there.
std::string plain_or_gzip(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error) ? path : path + ".gz";
}

std::string datasets_folder() {
  const char* root = std::getenv("CAE_LAB_DATASETS");
  return root == nullptr || *root == '\0' ? "/usr/share/datasets" : root;
}

DataSource fashion_mnist_files(DataPart part) {
  const std::string start =
      datasets_folder() + "/fashion-mnist/" + (part == DataPart::training ? "train" : "t10k");
  return {.images = plain_or_gzip(start + "-images-idx3-ubyte"),
          .labels = plain_or_gzip(start + "-labels-idx1-ubyte")};
}

}  // namespace

const std::vector<NamedDataset>& named_datasets() {
  // Never destroyed: a plugin may call exit while another thread looks a name up.
  static const auto& all =
      *new std::vector<NamedDataset>{{.name = "fashion-mnist",
                                      .source = fashion_mnist_files,
                                      .class_names = {"Top", "Trouser", "Pullover", "Dress", "Coat", "Sandal",
                                                      "Shirt", "Sneaker", "Bag", "Ankle boot"},
                                      .absent = catalogue::fashion_mnist_absent}};
  return all;
}

std::vector<std::string> dataset_names() {
  std::vector<std::string> names;
  for (const NamedDataset& dataset : named_datasets()) names.push_back(dataset.name);
  return names;
}

const NamedDataset* find_dataset(const std::string& name) {
  for (const NamedDataset& dataset : named_datasets()) {
    if (dataset.name == name) return &dataset;
  }
  return nullptr;
}

}  // namespace cae
