// What is recorded comes back as it was.
#include <cmath>
#include <fstream>
#include <limits>

#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

TEST_CASE("a run comes back with every text and number it was begun with") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  RunRecord record = sample_run("denoise", "narrow", 3);
  record.git_revision = std::string(40, 'b');
  const StartedRun started = store.begin_run(record).take();
  CHECK(started.id == 1);
  CHECK(started.name == "0001-denoise-narrow-s3");
  CHECK(std::filesystem::is_directory(started.folder));

  const StoredRun run = store.run(1).take();
  CHECK(run.name == started.name);
  CHECK(run.experiment == record.experiment);
  CHECK(run.variant == "narrow");
  CHECK(run.seed == 3);
  CHECK(run.status == RunStatus::running);
  CHECK(run.experiment_file == record.experiment_file);
  CHECK(run.experiment_text == record.experiment_text);
  CHECK(run.model_file == record.model_file);
  CHECK(run.model_text == record.model_text);
  CHECK(run.configuration == record.configuration);
  CHECK(run.command == record.command);
  CHECK(run.cae_lab_version == "0.1.0");
  CHECK(run.onednn_version == "2.6.3");
  CHECK(run.cpu == "Sample CPU");
  CHECK(run.isa == "avx2");
  CHECK(run.threads == 2);
  CHECK(run.ranks == 3);
  CHECK(run.git_revision == record.git_revision);
  CHECK(run.parameters == 306699);
  CHECK(run.trainable_parameters == 303623);
  CHECK(run.epochs_planned == 100);
  REQUIRE(run.plugins.size() == 1);
  CHECK(run.plugins[0].name == "gaussian-noise");
  CHECK(run.plugins[0].sha256 == std::string(64, 'a'));
  CHECK(run.started_at.size() == 20);
  CHECK(run.started_at.back() == 'Z');
  CHECK(run.finished_at.empty());
}

TEST_CASE("losses keep every bit") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  const double train = std::nextafter(0.1, 1.0);
  const double test = std::numeric_limits<double>::denorm_min();
  store.record_epoch(id, sample_epoch(1, train, test)).take();
  store.record_epoch(id, sample_epoch(2, 1.0 / 3.0, std::numeric_limits<double>::infinity())).take();
  const std::vector<EpochRecord> epochs = store.epochs(id).take();
  REQUIRE(epochs.size() == 2);
  CHECK(epochs[0].train_loss == train);
  CHECK(epochs[0].test_loss == test);
  CHECK(epochs[1].train_loss == 1.0 / 3.0);
  CHECK(std::isinf(*epochs[1].test_loss));
}

TEST_CASE("an epoch without a test loss has none, and one that is not a number is NULL") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  EpochRecord epoch = sample_epoch(1, std::numeric_limits<double>::quiet_NaN(), 0.0);
  epoch.test_loss.reset();
  store.record_epoch(id, epoch).take();
  const std::vector<EpochRecord> epochs = store.epochs(id).take();
  CHECK(std::isnan(epochs.at(0).train_loss));
  CHECK_FALSE(epochs.at(0).test_loss.has_value());
  CHECK(one_value(store, "SELECT train_loss IS NULL FROM epoch_losses") == "1");
}

TEST_CASE("the metrics of one analysis are recorded together or not at all") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  std::vector<MetricRecord> metrics;
  for (int i = 0; i < 1000; ++i) metrics.push_back({"many", "m" + std::to_string(i), static_cast<double>(i)});
  store.record_metrics(id, metrics).take();
  CHECK(store.metrics(id).take().size() == 1000);
  raw(folder.path() + "/cae-lab.db",
      "CREATE TRIGGER full BEFORE INSERT ON metrics WHEN new.name = 'second' BEGIN SELECT raise(ABORT, "
      "'full'); END");
  metrics = {{"broken", "first", 1.0}, {"broken", "second", 2.0}};
  CHECK_FALSE(store.record_metrics(id, metrics));
  CHECK(one_value(store, "SELECT count(*) FROM metrics WHERE analysis = 'broken'") == "0");
}

TEST_CASE("recording an epoch, a metric or an artefact again replaces it") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  store.record_epoch(id, sample_epoch(1, 0.5, 0.6)).take();
  store.record_epoch(id, sample_epoch(1, 0.4, 0.5)).take();
  for (const double value : {0.1, 0.2}) {
    store.record_metrics(id, std::vector<MetricRecord>{{"pca", "explained_variance", value}}).take();
  }
  store.record_artefact(id, {"plot", "0001-denoise-s1/losses.svg", "first"}).take();
  store.record_artefact(id, {"plot", "0001-denoise-s1/losses.svg", "second"}).take();
  CHECK(store.epochs(id).take().size() == 1);
  CHECK(store.epochs(id).take()[0].train_loss == 0.4);
  CHECK(store.metrics(id).take().size() == 1);
  CHECK(store.metrics(id).take()[0].value == 0.2);
  CHECK(store.artefacts(id).take().size() == 1);
  CHECK(store.artefacts(id).take()[0].description == "second");
}

TEST_CASE("the end of a run is recorded with its reason") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  store.finish_run(id, RunStatus::failed, "the loss is not finite at epoch 3, step 12").take();
  const StoredRun run = store.run(id).take();
  CHECK(run.status == RunStatus::failed);
  CHECK(run.error == "the loss is not finite at epoch 3, step 12");
  CHECK(run.finished_at.size() == 20);
  CHECK(run.seconds.value() >= 0.0);
}

TEST_CASE("why a run ended before its last epoch is recorded, and forgotten when it goes on") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  CHECK(one_value(store, "SELECT end_reason FROM runs") == "NULL");
  store.record_end_reason(id, "early stopping after epoch 15 of 50").take();
  store.finish_run(id, RunStatus::done).take();
  CHECK(store.run(id).take().end_reason == "early stopping after epoch 15 of 50");
  store.reopen_run(id, {}).take();
  CHECK(store.run(id).take().end_reason.empty());
}

TEST_CASE("warnings come back in their order, and later ones of the run replace them") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  const std::int64_t other = store.begin_run(sample_run()).take().id;
  store.record_warnings(id, {{"W811", "dead", "try another seed"}, {"W801", "odd", "leave it out"}}).take();
  store.record_warnings(other, {{"W814", "not fallen", "try another rate"}}).take();
  const std::vector<WarningRecord> warnings = store.warnings(id).take();
  REQUIRE(warnings.size() == 2);
  CHECK(warnings[0].code == "W811");
  CHECK(warnings[0].text == "dead");
  CHECK(warnings[1].help == "leave it out");
  store.record_warnings(id, {}).take();
  CHECK(store.warnings(id).take().empty());
  CHECK(one_value(store, "SELECT code FROM run_warnings") == "W814");
}

TEST_CASE(
    "a resumed run keeps its epochs and seconds, and takes the settings and epochs that it goes on with") {
  const TemporaryFolder folder;
  {
    RunStore store = open_for_writing(folder);
    const std::int64_t id = store.begin_run(sample_run()).take().id;
    for (int epoch = 1; epoch <= 3; ++epoch) store.record_epoch(id, sample_epoch(epoch, 0.5, 0.6)).take();
    store.finish_run(id, RunStatus::stopped).take();
  }
  raw(folder.database(), "UPDATE runs SET seconds = 300");
  RunStore store = open_for_writing(folder);
  const StartedRun again = store
                               .reopen_run(1, {.configuration = R"({"train":{"epochs":9}})",
                                               .command = "cae-lab run x",
                                               .epochs_planned = 9})
                               .take();
  CHECK(again.name == "0001-denoise-s1");
  CHECK(store.epochs(1).take().size() == 3);
  CHECK(store.run(1).take().configuration == R"({"train":{"epochs":9}})");
  CHECK(store.run(1).take().command == "cae-lab run x");
  CHECK(store.run(1).take().epochs_planned == 9);
  CHECK(store.run(1).take().status == RunStatus::running);
  CHECK(store.run(1).take().finished_at.empty());
  store.record_epoch(1, sample_epoch(3, 0.4, 0.5)).take();
  CHECK(store.epochs(1).take().size() == 3);
  CHECK(store.epochs(1).take()[2].train_loss == 0.4);
  store.finish_run(1, RunStatus::done).take();
  CHECK(store.run(1).take().seconds.value() >= 300.0);
}

TEST_CASE("names of folders hold no path, space or long word of a user") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const StartedRun run = store.begin_run(sample_run("../a b\n/\xC3\xA9", std::string(500, 'v'), 9)).take();
  CHECK(run.name == "0001-..-a-b-----" + std::string(48, 'v') + "-s9");
  CHECK(store.run(run.id).take().experiment == "../a b\n/\xC3\xA9");
}

TEST_CASE("an id is not used again for another run's folder") {
  const TemporaryFolder folder;
  const StartedRun old = open_for_writing(folder).begin_run(sample_run()).take();
  std::ofstream(old.folder + "/last.safetensors").put('x');
  std::filesystem::remove(folder.database());
  RunStore store = open_for_writing(folder);
  CHECK(store.begin_run(sample_run()).take().id == 2);
}

TEST_CASE("the folder of a process killed before its run was recorded goes with the next run") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const StartedRun first = store.begin_run(sample_run()).take();
  const auto leave_behind = [&](const std::string& name, const std::string& file) {
    std::filesystem::create_directory(folder.path(name));
    std::ofstream(folder.path(name + "/" + file)).put('x');
  };
  leave_behind("0002-killed-s1", ".lock");
  leave_behind("notes", ".lock");
  CHECK(store.begin_run(sample_run("next")).take().name == "0002-next-s1");
  CHECK_FALSE(std::filesystem::exists(folder.path("0002-killed-s1")));
  // A recorded run's folder stays though it holds nothing yet, and so does one that is no run's.
  CHECK(std::filesystem::exists(first.folder));
  CHECK(std::filesystem::exists(folder.path("notes")));
  leave_behind("0003-kept-s1", "last.safetensors");
  CHECK(store.begin_run(sample_run("next")).take().name == "0004-next-s1");
  CHECK(std::filesystem::exists(folder.path("0003-kept-s1/last.safetensors")));
}

TEST_CASE("what the store cannot keep is refused and leaves nothing behind") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  RunRecord record = sample_run();
  record.configuration = "{not JSON";
  CHECK(code_of(store.begin_run(record)) == "E718");
  record = sample_run();
  record.seed = std::numeric_limits<std::uint64_t>::max();
  CHECK(code_of(store.begin_run(record)) == "E718");
  CHECK(store.runs().take().empty());
}

TEST_CASE("a run is found by id, padded id, name and 'last', and an unknown one suggests the nearest") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  CHECK(code_of(store.find("last")) == "E710");
  store.begin_run(sample_run("cae")).take();
  store.begin_run(sample_run("denoise", "narrow", 3)).take();
  CHECK(store.find("1").take() == 1);
  CHECK(store.find("0002").take() == 2);
  CHECK(store.find("0001-cae-s1").take() == 1);
  CHECK(store.find("last").take() == 2);
  const auto unknown = store.find("narrow");
  REQUIRE(code_of(unknown) == "E710");
  CHECK(unknown.diagnostics()[0].help.find("0002-denoise-narrow-s3") != std::string::npos);
  CHECK(store.find("0001-cea-s1").diagnostics()[0].help.find("0001-cae-s1") != std::string::npos);
  CHECK(code_of(store.find("99999999999999999999")) == "E710");
  CHECK(code_of(store.find("")) == "E710");
  CHECK(code_of(store.run(7)) == "E710");
}

TEST_CASE("a profile comes back in its order, and a later one of the run replaces it") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  CHECK(store.profile(id).take().empty());
  const ProfileRecord conv{.node = "conv1",
                           .layer = "conv1",
                           .kind = "winograd_conv",
                           .direction = "backward",
                           .seconds = 1.0 / 3.0,
                           .flops = 1e9,
                           .bytes = 2e6,
                           .limit_seconds = 0.25};
  const ProfileRecord waiting{.direction = "waiting", .seconds = 0.125};
  store.record_profile(id, {waiting, waiting, waiting}).take();
  store.record_profile(id, {conv, waiting}).take();
  const std::vector<ProfileRecord> rows = store.profile(id).take();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].node == "conv1");
  CHECK(rows[0].layer == "conv1");
  CHECK(rows[0].kind == "winograd_conv");
  CHECK(rows[0].direction == "backward");
  CHECK(rows[0].seconds == conv.seconds);
  CHECK(rows[0].flops == 1e9);
  CHECK(rows[0].bytes == 2e6);
  CHECK(rows[0].limit_seconds == 0.25);
  CHECK(rows[1].node.empty());
  CHECK(rows[1].direction == "waiting");
}

TEST_CASE("the sums of what a run reads come back, and later ones replace them") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  CHECK(store.run(id).take().inputs.empty());
  const InputRecord images{.role = "training images",
                           .path = "/data/x.npz",
                           .array = "x_train",
                           .files = 3,
                           .bytes = 4096,
                           .sampled = true,
                           .modified_ns = 1'764'000'000'123'456'789,
                           .sum = std::string(64, 'c')};
  const InputRecord weights{.role = "start weights", .path = "/w", .bytes = 7, .sum = std::string(64, 'd')};
  store.record_inputs(id, {weights}).take();
  store.record_inputs(id, {images, weights}).take();
  const std::vector<InputRecord> inputs = store.run(id).take().inputs;
  REQUIRE(inputs.size() == 2);
  CHECK(inputs[0] == weights);
  CHECK(inputs[1] == images);
}

TEST_CASE("a call keeps what it was to make, and none of its runs is begun twice") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t call = store
                                .record_call({.command = "cae-lab run e.yaml",
                                              .options = R"({"epochs":3})",
                                              .runs = {{"", 1}, {"narrow", 2}}})
                                .take();
  const CallRecord read = store.call(call).take();
  CHECK(read.command == "cae-lab run e.yaml");
  CHECK(read.options == R"({"epochs":3})");
  REQUIRE(read.runs.size() == 2);
  CHECK(read.runs[1].variant == "narrow");
  CHECK(read.runs[1].seed == 2);

  RunRecord record = sample_run("denoise", "narrow", 2);
  record.call = call;
  CHECK_FALSE(store.run_of_call(call, {"narrow", 2}).take().has_value());
  const std::int64_t id = store.begin_run(record).take().id;
  CHECK(store.run(id).take().call == call);
  CHECK(store.run_of_call(call, {"narrow", 2}).take() == id);
  CHECK(code_of(store.begin_run(record)) == "E723");
  // The same run by another call, or by none, is a separate run.
  record.call = store.record_call({.runs = {{"narrow", 2}}}).take();
  CHECK(code_of(store.begin_run(record)).empty());
  record.call.reset();
  CHECK(code_of(store.begin_run(record)).empty());
  CHECK(code_of(store.begin_run(record)).empty());
}

TEST_CASE("a name or path of the database that would lead out of the store is refused before it is used") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  store.finish_run(id, RunStatus::stopped).take();
  store.record_artefact(id, {"plot", "0001-denoise-s1/losses.svg", ""}).take();
  for (const std::string name :
       {"/tmp/evil", "../evil", "..", ".", "", "0001/../../evil", "evil", "0001-a b", "0001\n"}) {
    INFO(name);
    raw(folder.database(), "UPDATE runs SET name = '" + name + "'");
    CHECK(code_of(store.run(id)) == "E721");
    CHECK(code_of(store.reopen_run(id, {})) == "E721");
    CHECK_FALSE(store.is_alive(name));
    CHECK_THROWS_AS(store.folder(name), Failure);
  }
  raw(folder.database(), "UPDATE runs SET name = '0001-denoise-s1'");
  for (const std::string path : {"/etc/passwd", "../x", "0001-denoise-s1/../../x", ""}) {
    INFO(path);
    raw(folder.database(), "UPDATE artefacts SET path = '" + path + "'");
    CHECK(code_of(store.artefacts(id)) == "E722");
  }
}
