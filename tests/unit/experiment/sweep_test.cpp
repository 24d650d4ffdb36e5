// Sweeps: which variants they make, what these are called, and what is said of wrong ones.
#include <algorithm>
#include <cmath>
#include <set>

#include "framework/primitives/loss.h"
#include "framework/run/resolved_json.h"
#include "tests/unit/experiment/support.h"

using namespace cae;
using cae::testing::Folder;
using cae::testing::minimal;

namespace {

std::vector<std::string> variants(const std::vector<RunConfig>& runs) {
  std::vector<std::string> names;
  for (const RunConfig& run : runs) names.push_back(run.variant);
  return names;
}

double rate(const RunConfig& run) {
  return run.train.optimizer.rate;
}

}  // namespace

TEST_CASE("a grid makes every combination, the last key changing fastest") {
  const Folder folder;
  const auto runs =
      folder.runs(minimal + "sweep: { set.width: [4, 8, 12], train.optimizer.rate: [1e-3, 0.003] }\n");
  CHECK(variants(runs) == std::vector<std::string>{"width=4,rate=0.001", "width=4,rate=0.003",
                                                   "width=8,rate=0.001", "width=8,rate=0.003",
                                                   "width=12,rate=0.001", "width=12,rate=0.003"});
  CHECK(runs[3].parameters == std::vector<std::pair<std::string, double>>{{"width", 8.0}});
  CHECK(rate(runs[3]) == 0.003);
  CHECK(runs[3].model->parameter_count() != runs[0].model->parameter_count());
  // The record has the settings, which SQL reads.
  CHECK(resolved_json(runs[3]).find(R"("set":{"width":8.0})") != std::string::npos);
}

TEST_CASE("a combination is one more variant, made with each seed") {
  const Folder folder;
  const auto runs = folder.runs(minimal + R"(seeds: [1, 2]
variants: { brief: { train: { epochs: 2 } } }
sweep: { train.batch: [10, 20] }
)");
  CHECK(variants(runs) ==
        std::vector<std::string>{"", "", "brief", "brief", "batch=10", "batch=10", "batch=20", "batch=20"});
  CHECK(runs[7].train.seed == 2);
  CHECK(runs[7].train.epochs == 10);
}

TEST_CASE("a single word is a param, words and files can be swept, and names tell keys apart") {
  const Folder folder;
  CHECK(variants(folder.runs(minimal + "sweep: { width: [4] }\n")) == std::vector<std::string>{"width=4"});
  CHECK(variants(folder.runs(minimal + "sweep: { model: [model.cae, other.cae], train.loss: [mse] }\n")) ==
        std::vector<std::string>{"model=model.cae,loss=mse", "model=other.cae,loss=mse"});
  CHECK(variants(
            folder.runs(minimal + "sweep: { train.optimizer.kind: [sgd], train.schedule.kind: [step] }\n")) ==
        std::vector<std::string>{"optimizer.kind=sgd,schedule.kind=step"});
}

TEST_CASE("the command line overrides what is not swept") {
  const Folder folder;
  const auto runs = folder.runs(minimal + "sweep: { train.batch: [10, 20] }\n", {.set = {"width=8"}});
  CHECK(runs[1].parameters == std::vector<std::pair<std::string, double>>{{"width", 8.0}});
  CHECK(folder.said(minimal + "sweep: { set.width: [4, 8] }\n", {.set = {"width=8"}}).find("E367") !=
        std::string::npos);
}

TEST_CASE("random combinations lie in their ranges and follow from the seed alone") {
  const Folder folder;
  const std::string of =
      "{ of: { train.optimizer.rate: { from: 1e-4, to: 1e-2, scale: log }, set.width: { from: 2, to: 9 }, "
      "train.clip_norm: { from: 0, to: 1 }, train.loss: [bce, mse] }, search: random, ";
  const auto runs = folder.runs(minimal + "sweep: " + of + "runs: 200, seed: 7 }\n");
  REQUIRE(runs.size() == 200);
  std::set<double> widths;
  std::set<std::string> names;
  int small_rates = 0;
  int mse = 0;
  for (const RunConfig& run : runs) {
    CHECK(rate(run) >= 1e-4);
    CHECK(rate(run) <= 1e-2);
    CHECK(run.train.clip_norm >= 0.0);
    CHECK(run.train.clip_norm <= 1.0);
    small_rates += rate(run) < 1e-3 ? 1 : 0;
    mse += run.train.loss == image_loss("mse") ? 1 : 0;
    widths.insert(run.parameters.at(0).second);
    names.insert(run.variant);
  }
  CHECK(names.size() == 200);
  CHECK(widths == std::set<double>{2, 3, 4, 5, 6, 7, 8, 9});
  // Half of each, give or take five standard deviations.
  CHECK(std::abs(small_rates - 100) < 36);
  CHECK(std::abs(mse - 100) < 36);
  // More runs leave the first ones as they are; another seed gives others.
  const auto fewer = folder.runs(minimal + "sweep: " + of + "runs: 20, seed: 7 }\n");
  REQUIRE(fewer.size() == 20);
  for (std::size_t i = 0; i < fewer.size(); ++i) CHECK(fewer[i].variant == runs[i].variant);
  CHECK(folder.runs(minimal + "sweep: " + of + "runs: 1, seed: 8 }\n")[0].variant != runs[0].variant);
}

TEST_CASE("a drawn number has the digits that the variant's name shows") {
  const Folder folder;
  const auto runs = folder.runs(
      minimal +
      "sweep: { of: { train.optimizer.rate: { from: 0.001, to: 0.9 } }, search: random, runs: 5 }\n");
  for (const RunConfig& run : runs) CHECK(std::stod(run.variant.substr(5)) == rate(run));
}

TEST_CASE("all combinations can be drawn, and no more") {
  const Folder folder;
  const std::string of = "sweep: { of: { set.width: [2, 4], train.batch: [5, 6, 7] }, search: random, runs: ";
  auto drawn = variants(folder.runs(minimal + of + "6 }\n"));
  auto grid = variants(folder.runs(minimal + "sweep: { set.width: [2, 4], train.batch: [5, 6, 7] }\n"));
  std::sort(drawn.begin(), drawn.end());
  std::sort(grid.begin(), grid.end());
  CHECK(drawn == grid);
  CHECK(folder.said(minimal + of + "7 }\n").find("error[E366]: there are only 6 combinations, not 7") !=
        std::string::npos);
}

TEST_CASE("a mistake of a combination names it") {
  const Folder folder;
  const std::string said = folder.said(minimal + "sweep: { set.width: [4, 2.5], train.batch: [10] }\n");
  CHECK(said.find("in the combination width=2.5,batch=10") != std::string::npos);
  CHECK(said.find("width=4") == std::string::npos);
}

TEST_CASE("a sweep has ten thousand runs at most") {
  const Folder folder;
  std::string hundred = "[";
  for (int i = 1; i <= 100; ++i) hundred += (i > 1 ? ", " : "") + std::to_string(i);
  hundred += "]";
  const std::string grid =
      minimal + "sweep: { train.batch: " + hundred + ", train.epochs: " + hundred + " }\n";
  CHECK(folder.runs(grid).size() == 10000);
  CHECK(folder.said(grid + "seeds: [1, 2]\n").find("error[E330]") != std::string::npos);
}

TEST_CASE("halving is read, with the combinations that it is of") {
  const Folder folder;
  const Result<Experiment> experiment =
      folder.load(minimal +
                  "variants: { a: { train: { batch: 5 } } }\n"
                  "sweep: { of: { train.batch: [10, 20] }, halving: { epochs: 2, factor: 4 } }\n");
  REQUIRE(experiment);
  REQUIRE(experiment->halving);
  CHECK(experiment->halving->epochs == 2);
  CHECK(experiment->halving->factor == 4.0);
  CHECK(experiment->combinations == std::vector<std::string>{"batch=10", "batch=20"});
}
