// The models of folders that list their sources' numbers of parameters have these (docs/architectures.md,
// docs/pythae.md).
#include <filesystem>
#include <fstream>
#include <set>

#include "dsl/model/model.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

// Checks the models that `parameters.txt` of the folder lists, and returns their files.
std::set<std::string> check_listed(const std::filesystem::path& folder) {
  std::ifstream list(folder / "parameters.txt");
  std::set<std::string> listed;
  std::string file;
  std::int64_t parameters = 0;
  std::int64_t trainable = 0;
  while (list >> file >> parameters >> trainable) {
    INFO(file);
    listed.insert(file);
    const Result<Graph> model = load_model((folder / file).string());
    if (!model) FAIL(render(model.diagnostics()));
    CHECK(model->parameter_count() == parameters);
    CHECK(model->parameter_count(true) == trainable);
  }
  return listed;
}

void check_folder(const std::string& name, std::size_t at_least) {
  const std::filesystem::path folder = std::string(CAE_SOURCE_DIR) + "/experiments/models/" + name;
  const std::set<std::string> listed = check_listed(folder);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cae") continue;
    INFO(entry.path().filename().string());
    CHECK(listed.contains(entry.path().filename().string()));
  }
  CHECK(listed.size() >= at_least);
}

TEST_CASE("each architecture of the literature has its source's number of parameters") {
  check_folder("literature", 20);
}

TEST_CASE("each model of pythae has pythae's number of parameters") {
  check_folder("pythae", 10);
}

}  // namespace
}  // namespace cae
