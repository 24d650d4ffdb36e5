// What a trace holds, as a viewer reads it.
#include "framework/profile/step_trace.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/catch.h"
#include "tests/unit/profile/support.h"

namespace cae {
namespace {

using Json = nlohmann::json;

TEST_CASE("a trace has the spans of the steps after the first, as many as asked for, a row a thread") {
  ObservedTraining training(conv_bn_dense());
  StepTrace trace(training.session(), ObservedTraining::threads, 3);
  training.steps(10, trace);
  const Json json = Json::parse(trace.json());
  std::set<int> steps;
  std::set<std::string> rows;
  std::map<int, double> ends;  // of each row so far
  int loop_steps = 0;
  bool found = false;
  for (const Json& event : json.at("traceEvents")) {
    REQUIRE(event.at("pid").is_number());
    REQUIRE(event.at("tid").is_number());
    if (event.at("ph") == "M") {
      if (event.at("name") == "thread_name") rows.insert(event.at("args").at("name").get<std::string>());
      continue;
    }
    REQUIRE(event.at("ph") == "X");
    CHECK(event.at("dur").get<double>() >= 0.0);
    const int row = event.at("tid").get<int>();
    CHECK(event.at("ts").get<double>() >= ends[row] - 0.001);
    ends[row] = event.at("ts").get<double>() + event.at("dur").get<double>();
    steps.insert(event.at("args").at("step").get<int>());
    loop_steps += event.at("name") == "step" ? 1 : 0;
    found = found || (event.at("name") == "conv1 forward" && event.at("args").at("slice") == 0);
  }
  CHECK(steps == std::set<int>{2, 3, 4});
  CHECK(loop_steps == 3);
  CHECK(found);
  CHECK(rows == std::set<std::string>{"loop", "worker 1", "worker 2"});
}

TEST_CASE("a trace of one step is an empty one") {
  ObservedTraining training(conv_bn_dense());
  StepTrace trace(training.session(), ObservedTraining::threads);
  training.steps(1, trace);
  const Json document = Json::parse(trace.json());
  REQUIRE(!document.at("traceEvents").empty());  // the names of the threads
  for (const Json& event : document.at("traceEvents")) CHECK(event.at("ph") == "M");
}

}  // namespace
}  // namespace cae
