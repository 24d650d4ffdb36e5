// What a recorder takes down of a step, beside the plan of the step.
#include "framework/profile/step_recorder.h"

#include "tests/support/catch.h"
#include "tests/unit/profile/support.h"

namespace cae {
namespace {

TEST_CASE("a recorded step has the loops and tasks of the plan") {
  const Graph graph = with_losses(conv_bn_dense(), "mse");
  ThreadPool pool(1);
  ParameterArrays weights(graph);
  initialise(weights, 1);
  for (const bool shared : {false, true}) {
    Session session(graph, weights, pool, {.batch = 200, .shared = shared});
    StepRecorder recorder(session);
    const ShareScope scope(shared ? &recorder : nullptr);
    session.observe(&recorder);
    pool.observe(&recorder);
    for (int step = 0; step < 3; ++step) {
      recorder.step_begins();
      session.run({.seed = 1, .epoch = 1, .images = 200, .samples = {}});
      recorder.step_ends();
    }
    pool.observe(nullptr);
    const MeasuredStep step = recorder.result();
    // One to prepare, the segments, and two that sum the parts of gradients and bring them into their layout.
    const Plan& plan = session.plan();
    REQUIRE(step.loops.size() == plan.segments.size() + 3);
    CHECK(step.loops.front().tasks.size() == graph.nodes.size());
    std::size_t shares = 0;
    for (std::size_t s = 0; s < plan.segments.size(); ++s) {
      const StepLoop& loop = step.loops[s + 1];
      INFO(loop.name);
      CHECK(loop.tasks.size() == static_cast<std::size_t>(plan.slices));
      CHECK(loop.bytes > 0.0);
      CHECK(loop.busy_seconds() > 0.0);
      for (const StepTask& task : loop.tasks) {
        for (const StepPiece& piece : task.pieces) shares += piece.shares.size() > 1 ? 1U : 0U;
      }
    }
    CHECK((shares > 0) == shared);
    CHECK(step.loops[1].name.find("forward") != std::string::npos);
  }
}

}  // namespace
}  // namespace cae
