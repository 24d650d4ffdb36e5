// The settings as they are recorded, and as they are documented.
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "dsl/experiment/keys.h"
#include "framework/run/read_resolved.h"
#include "framework/run/resolved_json.h"
#include "framework/train/augmentation.h"
#include "tests/unit/experiment/support.h"

using namespace cae;
using testing::Folder;
using testing::minimal;

TEST_CASE("the record holds every setting with its final value") {
  const Folder folder;
  const RunConfig run = folder
                            .runs(minimal + R"(set: { width: 6 }
augment: [ { plugin: gaussian-noise, sigma: 1 } ]
train: { epochs: 3, optimizer: { rate: 0.1 }, schedule: { kind: cosine } }
)")
                            .at(0);
  const nlohmann::json record = nlohmann::json::parse(resolved_json(run));
  CHECK(record["experiment"] == "test");
  CHECK(record["variant"] == "");
  CHECK(record["model"] == run.model_file);
  CHECK(record["set"]["width"] == 6);
  CHECK(record["data"]["dataset"] == "fashion-mnist");
  CHECK(record["data"]["limit"] == 0);
  CHECK(record["augment"][0]["plugin"] == "gaussian-noise");
  CHECK(record["augment"][0]["sigma"] == 1.0);
  CHECK(record["augment"][0]["draw"] == "once");
  CHECK(record["train"]["epochs"] == 3);
  CHECK(record["train"]["batch"] == 100);
  CHECK(record["train"]["optimizer"]["rate"] == 0.1);
  CHECK(record["train"]["optimizer"]["epsilon"] == 1e-7);
  CHECK_FALSE(record["train"]["optimizer"].contains("momentum"));
  CHECK(record["train"]["schedule"]["final_rate"] == 0.0);
  CHECK_FALSE(record["train"]["schedule"].contains("every"));
  CHECK(record["train"]["shuffle"] == true);
}

TEST_CASE("the same settings give the same record, however they are written") {
  const Folder folder;
  const std::string one = "train: { epochs: 3, batch: 20 }\nset: { width: 5, latent: 3 }\n";
  const std::string other =
      "set:\n  latent: 3\n  width: 5.0\ntrain:\n  batch: 20\n  epochs: 3\n  loss: bce\n";
  CHECK(resolved_json(folder.runs(minimal + one).at(0)) == resolved_json(folder.runs(minimal + other).at(0)));
  CHECK(resolved_json(folder.runs(minimal + one).at(0)) != resolved_json(folder.runs(minimal).at(0)));
}

TEST_CASE("the record tells which augmentations change the targets, and is read again") {
  const Folder folder;
  const RunConfig run =
      folder.runs(minimal + "augment: [ { plugin: shift, on: both }, { plugin: masking, on: inputs } ]\n")
          .at(0);
  REQUIRE(run.augment.size() == 2);
  CHECK(run.augment[0].on == ChangedImages::both);
  const nlohmann::json record = nlohmann::json::parse(resolved_json(run));
  CHECK(record["augment"][0]["on"] == "both");
  CHECK_FALSE(record["augment"][1].contains("on"));
  const std::optional<RunConfig> read = read_resolved(resolved_json(run));
  REQUIRE(read);
  const std::vector<ResolvedPlugin> again = resolve_augmentations(read->augment);
  CHECK(again.at(0).on == ChangedImages::both);
  CHECK(again.at(1).on == ChangedImages::inputs);
}

TEST_CASE("docs/experiments.md has the table of keys that the program has") {
  std::ifstream file(std::string(CAE_SOURCE_DIR) + "/docs/experiments.md");
  std::stringstream page;
  page << file.rdbuf();
  const std::string table = keys_as_markdown();
  INFO("put this table into docs/experiments.md:\n" << table);
  CHECK(page.str().find(table) != std::string::npos);
}
