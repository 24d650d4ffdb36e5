#include "tools/cli/run_groups.h"

#include "tests/support/catch.h"

using namespace cae;
using namespace cae::cli;

namespace {

RunSummary run_of(std::int64_t id, const std::string& variant, std::uint64_t seed,
                  RunStatus status = RunStatus::done) {
  RunSummary run{.id = id, .name = "run" + std::to_string(id), .experiment = "sample", .variant = variant};
  run.seed = seed;
  run.status = status;
  return run;
}

const RunValues values = {
    {1, {{"loss", 0.5}}}, {2, {{"loss", 0.4}}}, {3, {{"loss", 0.3}}}, {4, {{"other", 1.0}}}};

}  // namespace

TEST_CASE("runs that are not done are left out with their status, and each run counts once") {
  std::vector<LeftOut> left_out;
  const std::vector<RunSummary> done =
      done_runs({run_of(1, "", 1), run_of(2, "", 2, RunStatus::failed), run_of(1, "", 1)}, left_out);
  REQUIRE(done.size() == 1);
  CHECK(done[0].id == 1);
  REQUIRE(left_out.size() == 1);
  CHECK(left_out[0].name == "run2");
  CHECK(left_out[0].reason == "failed");
}

TEST_CASE("of several runs with one seed the newest counts") {
  std::vector<LeftOut> left_out;
  const std::vector<RunGroup> groups =
      grouped({run_of(3, "", 7), run_of(1, "", 7), run_of(2, "", 8)}, values, "loss", left_out);
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].runs == std::map<std::uint64_t, std::int64_t>{{7, 3}, {8, 2}});
  REQUIRE(left_out.size() == 1);
  CHECK(left_out[0].run == 1);
  CHECK(left_out[0].reason == "run 3 has the same seed and is newer");
}

TEST_CASE("variants are groups in the order of the runs") {
  std::vector<LeftOut> left_out;
  const std::vector<RunGroup> groups =
      grouped({run_of(3, "b", 1), run_of(2, "a", 1), run_of(1, "b", 2)}, values, "loss", left_out);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].variant == "b");
  CHECK(groups[1].variant == "a");
  CHECK(left_out.empty());
}

TEST_CASE("a run without the metric is left out") {
  std::vector<LeftOut> left_out;
  CHECK(grouped({run_of(1, "", 1), run_of(4, "", 2)}, values, "loss", left_out).size() == 1);
  REQUIRE(left_out.size() == 1);
  CHECK(left_out[0].run == 4);
  CHECK(left_out[0].reason == "it has no loss");
}
