#include "framework/run/loss_difference.h"

#include <algorithm>
#include <vector>

#include "framework/base/watched_loss.h"
#include "framework/data/data_files.h"
#include "framework/graph/losses.h"

namespace cae {
namespace {

bool has_test_images(const DataConfig& data) {
  const std::vector<DataFile> files = data_files(data);
  return std::any_of(files.begin(), files.end(),
                     [](const DataFile& file) { return file.role == "test images"; });
}

// Those of one role: a file, and the array of it.
std::string images_of(const DataConfig& data, const std::string& role) {
  for (const DataFile& file : data_files(data)) {
    if (file.role == role) return file.path + "#" + file.array;
  }
  return "";
}

std::optional<std::string> image_difference(const DataConfig& a, const DataConfig& b) {
  const bool test = has_test_images(a);
  if (a.validation != b.validation) return "data.validation";
  if (test != has_test_images(b)) return "data.test";
  if (watched_loss(a.validation > 0.0, test) == WatchedLoss::test) {
    if (images_of(a, "test images") != images_of(b, "test images")) return "data.test.images";
    return a.limit_test == b.limit_test ? std::optional<std::string>() : "data.limit_test";
  }
  if (images_of(a, "training images") != images_of(b, "training images")) return "data.train.images";
  return a.limit == b.limit ? std::optional<std::string>() : "data.limit";
}

// Everything that is added up, by term and kind.
std::vector<Node> terms_of(const Graph& model) {
  const Graph graph = with_losses(model, "mse");
  std::vector<Node> terms;
  for (const NodeId loss : losses_of(graph)) terms.push_back(graph.nodes[static_cast<std::size_t>(loss)]);
  return terms;
}

}  // namespace

std::optional<std::string> loss_difference(const RunConfig& a, const RunConfig& b) {
  if (const auto difference = image_difference(a.data, b.data)) return difference;
  const std::vector<Node> of_a = terms_of(*a.model), of_b = terms_of(*b.model);
  if (of_a.size() != of_b.size()) return "the number of its terms";
  for (std::size_t i = 0; i < of_a.size(); ++i) {
    const bool same = of_a[i].kind == of_b[i].kind && of_a[i].attributes == of_b[i].attributes;
    if (!same) return "the term '" + term_name(of_a[i]) + "'";
  }
  return std::nullopt;
}

}  // namespace cae
