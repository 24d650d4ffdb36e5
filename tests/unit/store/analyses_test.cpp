#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

StartedRun trained_run(RunStore& store, const std::vector<AnalysisRecord>& analyses) {
  const StartedRun run = store.begin_run(sample_run()).take();
  std::move(store.record_trained(run.id, analyses)).take();
  return run;
}

const AnalysisRecord pca{
    .name = "pca8", .plugin = "pca", .settings = R"({"components":8})", .weights = "best"};

}  // namespace

TEST_CASE("a run is done when its training is, and each analysis has its own status") {
  const TemporaryFolder folder;
  RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
  const StartedRun run = trained_run(store, {{.name = "losses"}, pca});
  CHECK(store.run(run.id).take().status == RunStatus::done);
  CHECK(store.analyses(run.id).take().at(1).status == AnalysisStatus::missing);

  std::move(store.begin_analysis(run.id, "pca8")).take();
  CHECK(store.analyses(run.id).take().at(1).status == AnalysisStatus::running);
  AnalysisRecord failed = pca;
  failed.status = AnalysisStatus::failed;
  failed.error = "the tape is torn";
  std::move(store.finish_analysis(run.id, failed)).take();
  CHECK(store.analyses(run.id).take().at(1).error == "the tape is torn");
  CHECK(store.run(run.id).take().status == RunStatus::done);

  AnalysisRecord made = pca;
  made.status = AnalysisStatus::done;
  std::move(store.finish_analysis(run.id, made, {{.analysis = "pca8", .name = "error", .value = 0.5}},
                                  {{.kind = "table", .path = run.name + "/a.csv", .analysis = "pca8"}}))
      .take();
  CHECK(store.analyses(run.id).take().at(1).weights == "best");
  CHECK(store.metrics(run.id).take().size() == 1);
  // What is made again replaces what was there, and what it no longer gives goes.
  std::move(store.finish_analysis(run.id, made, {{.analysis = "pca8", .name = "other", .value = 1.0}}))
      .take();
  CHECK(store.metrics(run.id).take().at(0).name == "other");
  CHECK(store.artefacts(run.id).take().empty());
}

TEST_CASE("a table keeps which images it is of") {
  const TemporaryFolder folder;
  RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
  const StartedRun run = trained_run(store, {pca});
  AnalysisRecord made = pca;
  made.status = AnalysisStatus::done;
  std::move(
      store.finish_analysis(
          run.id, made, {},
          {{.kind = "table", .path = run.name + "/a.csv", .analysis = "pca8", .images = ImageSet::validation},
           {.kind = "plot", .path = run.name + "/a.png", .analysis = "pca8"}}))
      .take();
  const std::vector<ArtefactRecord> artefacts = store.artefacts(run.id).take();
  CHECK(artefacts.at(0).images == ImageSet::validation);
  CHECK(artefacts.at(1).images == std::nullopt);
}

TEST_CASE(
    "a table of an older store is of the images that its analysis chose, or those of the table it read") {
  const TemporaryFolder folder;
  std::string name;
  {
    RunStore store = open_for_writing(folder);
    const AnalysisRecord training{.name = "codes", .plugin = "latent", .settings = R"({"from":"train"})"};
    const AnalysisRecord map{.name = "pca", .plugin = "pca", .settings = R"({"from":"test","of":"codes"})"};
    const AnalysisRecord groups{.name = "groups", .plugin = "k-means", .settings = R"({"of":"pca-codes"})"};
    const AnalysisRecord other{
        .name = "other", .plugin = "pca", .settings = R"({"from":"validation","of":"images"})"};
    const AnalysisRecord plain{.name = "plain", .plugin = "units", .settings = "{}"};
    const StartedRun run = trained_run(store, {training, map, groups, other, plain});
    name = run.name;
    for (const auto& [analysis, table] :
         {std::pair(training, "codes"), std::pair(map, "pca-codes"), std::pair(groups, "groups"),
          std::pair(other, "other"), std::pair(plain, "plain")}) {
      AnalysisRecord made = analysis;
      made.status = AnalysisStatus::done;
      const std::string path = name + "/" + table + ".csv";
      std::move(store.finish_analysis(run.id, made, {},
                                      {{.kind = "table", .path = path, .analysis = analysis.name}}))
          .take();
    }
  }
  // What the step to version 11 finds.
  raw(folder.database(), "ALTER TABLE artefacts DROP COLUMN images; PRAGMA user_version = 10");
  const RunStore store = open_for_writing(folder);
  CHECK(one_value(store,
                  "SELECT group_concat(analysis || ' ' || images, ', ') FROM (SELECT analysis, images FROM "
                  "artefacts ORDER BY analysis)") ==
        "codes training, groups training, other validation, pca training, plain test");
}

TEST_CASE("an analysis whose process has ended is interrupted") {
  const TemporaryFolder folder;
  std::int64_t id = 0;
  {
    RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
    const StartedRun run = trained_run(store, {pca});
    id = run.id;
    std::move(store.begin_analysis(id, "pca8")).take();
    store.release_run(id);
    CHECK(store.analyses(id).take().at(0).status == AnalysisStatus::interrupted);
  }
  const RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
  CHECK(store.analyses(id).take().at(0).status == AnalysisStatus::interrupted);
  CHECK(store.run(id).take().status == RunStatus::done);
}

TEST_CASE("more training makes every analysis missing again, and later ones are appended") {
  const TemporaryFolder folder;
  RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
  const StartedRun run = trained_run(store, {{.name = "losses"}, pca});
  AnalysisRecord made = pca;
  made.status = AnalysisStatus::done;
  std::move(store.finish_analysis(run.id, made, {{.analysis = "pca8", .name = "error", .value = 0.5}},
                                  {{.kind = "table", .path = run.name + "/a.csv", .analysis = "pca8"}}))
      .take();
  std::move(store.plan_analyses(run.id, {{.name = "extra", .plugin = "latent", .weights = "last"}})).take();
  std::move(store.record_trained(run.id, {{.name = "losses"}, pca})).take();
  const std::vector<AnalysisRecord> all = store.analyses(run.id).take();
  REQUIRE(all.size() == 3);
  CHECK(all[1].status == AnalysisStatus::missing);
  CHECK(all[2].name == "extra");
  // They were of earlier weights.
  CHECK(store.metrics(run.id).take().empty());
  CHECK(store.artefacts(run.id).take().empty());
}

TEST_CASE("an analysis that is outdated is missing and has no results, the others keep theirs") {
  const TemporaryFolder folder;
  RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
  const StartedRun run = trained_run(store, {{.name = "latent"}, pca});
  for (const std::string name : {"latent", "pca8"}) {
    const AnalysisRecord made{.name = name, .status = AnalysisStatus::done};
    std::move(store.finish_analysis(run.id, made, {{.analysis = name, .name = "error", .value = 0.5}}))
        .take();
  }
  std::move(store.plan_analyses(run.id, {}, {"pca8"})).take();
  const std::vector<AnalysisRecord> all = store.analyses(run.id).take();
  CHECK(all.at(0).status == AnalysisStatus::done);
  CHECK(all.at(1).status == AnalysisStatus::missing);
  const std::vector<MetricRecord> metrics = store.metrics(run.id).take();
  REQUIRE(metrics.size() == 1);
  CHECK(metrics[0].analysis == "latent");
}
