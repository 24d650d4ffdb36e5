// The session of a run: what it tells and records, that a stopped run goes on to the same bits, and that a
// finished one is analysed from its record.
#include "framework/run/run_session.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "framework/base/sanitized.h"
#include "framework/data/npy.h"
#include "framework/run/finished_run.h"
#include "framework/run/following_rank.h"
#include "framework/run/stored_config.h"
#include "tests/support/local_exchange.h"
#include "tests/unit/train/support.h"

namespace {

using namespace cae;
namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "cae-session-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

// Writes down what it hears.
struct Listener : RunListener {
  std::vector<std::string> heard;
  std::int64_t id = 0;
  std::string folder;
  void started(const RunStart& run) override {
    heard.push_back("started");
    id = run.id;
    folder = run.folder;
  }
  void analyses_started(const RunStart&) override { heard.push_back("analyses"); }
  void epoch_done(const EpochReport& epoch) override {
    heard.push_back("epoch " + std::to_string(epoch.epoch));
  }
  void trained(const std::string&, const std::vector<PlannedAnalysis>&) override {
    heard.push_back("trained");
  }
  void analysis_ended(const std::string& name, AnalysisStatus status, double) override {
    heard.push_back(name + " " + name_of(status));
  }
  void ended(const RunEnded& end) override {
    heard.push_back(end.how == RunEnd::stopped ? "stopped" : end.how == RunEnd::failed ? "failed" : "ended");
  }
};

// A small run, its images in a file of their own.
struct SmallRun {
  Folder folder;
  RunConfig config;
  ThreadPool pool{2};
  SmallRun() {
    const Dataset images = test::images(20);
    const Array array = make_array({20, 4, 4}, images.floats);
    REQUIRE(write_npy(folder / "images.npy", array));
    config.experiment = "small";
    config.model = std::make_shared<const Graph>(test::small_model());
    config.model_text = "small";
    config.data.train.images = folder / "images.npy";
    config.train.epochs = 3;
    config.train.batch = 5;
  }
  RunStore store(const std::string& name) const {
    return RunStore::open(folder / name, StoreAccess::write).take();
  }
  RunOutcome go(RunStore& store, Listener& listener, const std::optional<RunToResume>& resumed = {},
                const RunControl& control = {}, LeadingRank* ranks = nullptr) {
    return RunSession(store, pool, {.config = config, .version = "1", .ranks = ranks},
                      RunListeners({&listener}), control)
        .run(resumed);
  }
  // The same with other ranks, of that version of cae-lab, as threads of this process.
  RunOutcome go_with(int others, RunStore& store, Listener& listener,
                     const std::optional<RunToResume>& resumed = {}, const RunControl& control = {},
                     const std::string& version = "1") {
    LocalGroup group(1 + others);
    std::vector<std::thread> threads;
    for (int rank = 1; rank <= others; ++rank) {
      threads.emplace_back([&, rank] {
        LocalGroup::Member member(group, rank);
        ThreadPool own(1);
        FollowingRank(
            member, own, [&](const RunConfig&) { return config.model; }, version)
            .follow();
      });
    }
    LocalGroup::Member member(group, 0);
    LeadingRank ranks(member);
    const RunOutcome outcome = go(store, listener, resumed, control, &ranks);
    ranks.quit();
    for (std::thread& thread : threads) thread.join();
    return outcome;
  }
};

std::string content(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

// conv, pool, upsample, conv: its code is as large as a sixteenth of its input.
Graph strided_model(const Shape& shape) {
  GraphBuilder builder("strided", shape);
  const auto conv = [&](std::int64_t filters) {
    test::add(
        builder, "conv",
        {{"filters", filters}, {"kernel", Window{3, 3}}, {"pad", Padding{.mode = Padding::Mode::same}}});
  };
  conv(8);
  test::add(builder, "pool", {{"mode", std::string("max")}, {"window", Window{4, 4}}}, "code");
  test::add(builder, "upsample", {{"factor", Window{4, 4}}});
  conv(shape.channels);
  return std::move(builder).finish();
}

// A line of /proc/self/status, such as VmHWM, the most that was ever resident.
std::size_t status_bytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(name + ":", 0) == 0) return std::stoull(line.substr(name.size() + 1)) * 1024;
  }
  FAIL(name << " is missing");
  return 0;
}

std::vector<double> losses(const RunStore& store, std::int64_t id) {
  std::vector<double> all;
  for (const EpochRecord& epoch : store.epochs(id).take()) all.push_back(epoch.train_loss);
  return all;
}

}  // namespace

TEST_CASE("a session tells its listeners what the recorder has recorded") {
  SmallRun run;
  RunStore store = run.store("runs");
  Listener listener;
  const RunOutcome outcome = run.go(store, listener);
  CHECK(outcome.end == RunOutcome::End::done);
  REQUIRE(listener.heard.size() >= 6);
  CHECK(std::vector<std::string>(listener.heard.begin(), listener.heard.begin() + 5) ==
        std::vector<std::string>{"started", "epoch 1", "epoch 2", "epoch 3", "trained"});
  CHECK(listener.heard.back() == "ended");
  const StoredRun stored = store.run(listener.id).take();
  CHECK(stored.status == RunStatus::done);
  CHECK(stored.inputs.size() == 1);
  CHECK(losses(store, stored.id).size() == 3);
  CHECK(fs::exists(listener.folder + "/best.safetensors"));
  CHECK(fs::exists(listener.folder + "/last.safetensors"));
}

TEST_CASE("what comes after training takes no more memory than the run announces") {
  if (sanitized) return;  // sanitizers keep freed memory
  constexpr std::int64_t side = 512;
  constexpr std::int64_t channels = 3;
  SmallRun run;
  Dataset images{.name = "images", .count = 12, .shape = {side, side, channels}};
  images.floats.assign(static_cast<std::size_t>(images.count * images.shape.elements()), 0.5F);
  const Array array = make_array({images.count, side, side, channels}, std::move(images.floats));
  REQUIRE(write_npy(run.folder / "images.npy", array));
  run.config.model = std::make_shared<const Graph>(strided_model(Shape::image(side, side, channels)));
  run.config.train.epochs = 1;
  run.config.train.batch = 1;
  run.config.train.loss = image_loss("mse");
  struct : Listener {
    std::size_t announced = 0;
    std::size_t before = 0;
    void started(const RunStart& start) override {
      Listener::started(start);
      announced = start.memory_bytes;
      before = status_bytes("VmRSS");
    }
  } listener;
  RunStore store = run.store("runs");
  REQUIRE(run.go(store, listener).end == RunOutcome::End::done);
  CHECK(fs::exists(listener.folder + "/reconstructions.png"));
  constexpr std::size_t slack = 16 << 20;  // the store, stacks, the allocator's own
  CHECK(status_bytes("VmHWM") < listener.before + listener.announced + slack);
}

TEST_CASE("a run that is stopped between two steps goes on to the same bits") {
  SmallRun run;
  RunStore whole = run.store("whole");
  Listener undisturbed;
  REQUIRE(run.go(whole, undisturbed).end == RunOutcome::End::done);

  RunStore store = run.store("runs");
  Listener listener;
  int asked = 0;
  CHECK(run.go(store, listener, {}, {.stopped = [&] { return ++asked > 8; }}).end ==
        RunOutcome::End::stopped);
  CHECK(listener.heard.back() == "stopped");
  const StoredRun stopped = store.run(listener.id).take();
  CHECK(stopped.status == RunStatus::stopped);
  CHECK(losses(store, stopped.id).size() < 3);
  CHECK(run.go(store, listener, RunToResume{.stored = stopped}).end == RunOutcome::End::done);
  CHECK(losses(store, stopped.id) == losses(whole, undisturbed.id));
}

TEST_CASE("a run on three ranks that is stopped goes on with two, and alone, to the same bits") {
  SmallRun run;
  RunStore whole = run.store("whole");
  Listener undisturbed;
  REQUIRE(run.go(whole, undisturbed).end == RunOutcome::End::done);

  RunStore store = run.store("runs");
  Listener listener;
  int asked = 0;
  const RunControl control{.stopped = [&] { return ++asked > 6; }};
  CHECK(run.go_with(2, store, listener, {}, control).end == RunOutcome::End::stopped);
  asked = 2;
  CHECK(run.go_with(1, store, listener, RunToResume{.stored = store.run(listener.id).take()}, control).end ==
        RunOutcome::End::stopped);
  CHECK(losses(store, listener.id).size() < 3);
  CHECK(run.go(store, listener, RunToResume{.stored = store.run(listener.id).take()}).end ==
        RunOutcome::End::done);
  CHECK(losses(store, listener.id) == losses(whole, undisturbed.id));
  CHECK(run.go_with(2, store, listener).end == RunOutcome::End::done);
  CHECK(losses(store, listener.id) == losses(whole, undisturbed.id));
}

TEST_CASE("a rank of another version is refused, and nothing is recorded") {
  SmallRun run;
  RunStore store = run.store("runs");
  Listener listener;
  const RunOutcome outcome = run.go_with(2, store, listener, {}, {}, "2");
  CHECK(outcome.end == RunOutcome::End::refused);
  REQUIRE(outcome.problems.size() == 2);
  CHECK(test::said(outcome.problems).find("has another cae-lab: 2, where rank 0 has 1") != std::string::npos);
  CHECK(store.runs().take().empty());
}

TEST_CASE("a run on two ranks whose loss is not finite is recorded as failed, and the next one goes well") {
  SmallRun run;
  const double rate = run.config.train.optimizer.rate;
  run.config.model = std::make_shared<const Graph>(test::small_model("linear", false));
  run.config.train.loss = image_loss("mse");
  RunStore store = run.store("runs");
  Listener listener;
  run.config.train.optimizer.rate = 1e30;
  CHECK(run.go_with(1, store, listener).end == RunOutcome::End::failed);
  CHECK(store.run(listener.id).take().error.find("E80") != std::string::npos);
  run.config.train.optimizer.rate = rate;
  CHECK(run.go_with(1, store, listener).end == RunOutcome::End::done);
}

TEST_CASE("what cannot begin is refused and leaves no record") {
  SmallRun run;
  RunStore store = run.store("runs");
  Listener listener;
  run.config.data.validation = 20;
  const RunOutcome outcome = run.go(store, listener);
  CHECK(outcome.end == RunOutcome::End::refused);
  REQUIRE_FALSE(outcome.problems.empty());
  CHECK(outcome.problems.front().code == "E813");
  CHECK(listener.heard.empty());
  CHECK(store.runs().take().empty());
}

TEST_CASE("a finished run is analysed from its record alone") {
  SmallRun run;
  RunStore store = run.store("runs");
  Listener listener;
  REQUIRE(run.go(store, listener).end == RunOutcome::End::done);
  const StoredRun stored = store.run(listener.id).take();
  RunConfig config = stored_config(stored).take();
  CHECK(config.train.batch == 5);
  config.model = run.config.model;
  const std::string sheet = content(listener.folder + "/reconstructions.png");
  REQUIRE_FALSE(sheet.empty());
  listener.heard.clear();
  const ChoiceOutcome outcome =
      analyse_finished_run({stored, config}, {.only = {"reconstructions"}, .again = true}, store, run.pool,
                           RunListeners({&listener}));
  CHECK(outcome.failed == 0);
  CHECK(listener.heard == std::vector<std::string>{"analyses", "reconstructions done", "ended"});
  CHECK(content(listener.folder + "/reconstructions.png") == sheet);
}

TEST_CASE("an analysis gets its images, what the model makes of them, and a decoder that makes the same") {
  ::setenv("CAE_LAB_PLUGINS", CAE_BINARY_DIR "/tests/plugin_fixtures", 1);
  SmallRun run;
  run.config.train.epochs = 1;
  run.config.data.validation = 4;
  const auto use = [](const std::string& plugin, const std::string& option, const std::string& value) {
    return PluginUse{.plugin = plugin,
                     .settings = {{.name = option, .value = value, .place = {}},
                                  {.name = "from", .value = std::string("validation"), .place = {}}}};
  };
  run.config.analyse = {use("latent", "layer", "code"), use("model_reader", "of", "latent-code-validation")};
  RunStore store = run.store("runs");
  Listener listener;
  REQUIRE(run.go(store, listener).end == RunOutcome::End::done);
  std::map<std::string, double> numbers;
  for (const MetricRecord& metric : store.metrics(listener.id).take()) {
    if (metric.analysis != "model_reader") continue;
    numbers[metric.name] = metric.value;
    if (metric.name == "difference") CHECK(metric.split == "test");
    if (metric.name == "difference") CHECK(metric.class_name == "all");
  }
  ::unsetenv("CAE_LAB_PLUGINS");
  CHECK(numbers.at("difference") < 1e-6);
  CHECK(numbers.at("images") == 4.0);
  CHECK(numbers.at("from") == 2.0);
  CHECK(numbers.at("from_of_table") == 2.0);
  CHECK(numbers.at("channels_of_table") == 2.0);
  CHECK(numbers.at("code_units") == 2.0);
  CHECK(numbers.at("weights") == 32.0);
}
