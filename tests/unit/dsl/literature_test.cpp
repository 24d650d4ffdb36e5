// The architectures of the literature have the parameters that their sources say (docs/architectures.md).
#include <filesystem>
#include <fstream>
#include <set>

#include "dsl/model/model.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("each architecture of the literature has its source's number of parameters") {
  const std::filesystem::path folder = std::string(CAE_SOURCE_DIR) + "/experiments/models/literature";
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
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cae") continue;
    INFO(entry.path().filename().string());
    CHECK(listed.contains(entry.path().filename().string()));
  }
  CHECK(listed.size() >= 20);
}

}  // namespace
}  // namespace cae
