// What a step would take on so many threads, against schedules by hand.
#include "framework/profile/simulated_step.h"

#include "tests/support/catch.h"

namespace cae {
namespace {

StepTask task(const std::vector<std::vector<double>>& pieces) {
  StepTask made;
  for (const auto& shares : pieces) made.pieces.push_back({shares});
  return made;
}

StepLoop equal_tasks(int count, double seconds) {
  StepLoop loop{.name = "equal", .tasks = {}};
  for (int i = 0; i < count; ++i) loop.tasks.push_back(task({{seconds}}));
  return loop;
}

// Memory and loops that cost nothing.
constexpr SimulatedMachine ideal{.bytes_per_second_alone = 1e12, .bytes_per_second_each = 1e12};

TEST_CASE("tasks that cannot be shared run in rounds") {
  const StepLoop loop = equal_tasks(20, 1.0);
  CHECK(makespan(loop, 1, 0.0) == Approx(20.0));
  CHECK(makespan(loop, 2, 0.0) == Approx(10.0));
  CHECK(makespan(loop, 16, 0.0) == Approx(2.0));
  CHECK(makespan(loop, 64, 0.0) == Approx(1.0));
}

TEST_CASE("a thread takes the next task as soon as it is free") {
  StepLoop loop{.tasks = {task({{3.0}}), task({{1.0}}), task({{1.0}}), task({{1.0}}), task({{2.0}})}};
  // One thread takes the long one, the other the three short ones; then there is one left for either. Of
  // three, the second and the third have time for it.
  CHECK(makespan(loop, 2, 0.0) == Approx(5.0));
  CHECK(makespan(loop, 3, 0.0) == Approx(3.0));
}

TEST_CASE("threads without a task take shares, and a task goes on when all of its shares are done") {
  const StepLoop loop{.tasks = {task({{1.0}, {1.0, 1.0, 1.0, 1.0}, {1.0}})}};
  CHECK(makespan(loop, 1, 0.0) == Approx(6.0));
  CHECK(makespan(loop, 2, 0.0) == Approx(4.0));
  CHECK(makespan(loop, 4, 0.0) == Approx(3.0));
  CHECK(makespan(loop, 64, 0.0) == Approx(3.0));
  // Two threads: the other one's two shares take half a second more each, one after the other.
  CHECK(makespan(loop, 2, 0.5) == Approx(1.0 + 3.0 + 1.0));
}

TEST_CASE("a thread that waits for shares begins no other task") {
  // The first thread ends its share after one second and waits for the second one's, which takes five.
  const StepLoop loop{.tasks = {task({{1.0, 5.0}, {1.0}}), task({{1.0}}), task({{1.0}})}};
  // Two threads: 0 takes (0, share 1); 1 takes task 1, then task 2; 0 takes share 2 from 1 to 6.
  CHECK(makespan(loop, 2, 0.0) == Approx(7.0));
}

TEST_CASE("no schedule is shorter than the work by the threads or than the longest chain") {
  StepLoop loop{.tasks = {}};
  for (int i = 0; i < 24; ++i) {
    StepTask& made = loop.tasks.emplace_back();
    for (int piece = 0; piece < 5; ++piece)
      made.pieces.push_back({std::vector<double>(static_cast<std::size_t>(1 + (i + piece) % 7),
                                                 0.1 + 0.01 * static_cast<double>((i * piece) % 5))});
  }
  double before = loop.busy_seconds();
  for (const int threads : {1, 2, 3, 5, 8, 16, 64}) {
    const double seconds = makespan(loop, threads, 0.0);
    INFO(threads << " threads");
    CHECK(seconds >= loop.busy_seconds() / threads - 1e-9);
    CHECK(seconds <= before + 1e-9);
    before = seconds;
  }
  CHECK(makespan(loop, 1, 0.0) == Approx(loop.busy_seconds()));
}

TEST_CASE("a step is its loops and what one thread does between them") {
  const MeasuredStep step{.loops = {equal_tasks(4, 1.0), equal_tasks(2, 1.0)}, .seconds_after = 0.5};
  const SimulatedStep one = simulate(step, 1, ideal, step.busy_seconds());
  CHECK(one.seconds == Approx(6.5));
  CHECK(one.efficiency == Approx(1.0));
  const SimulatedStep four = simulate(step, 4, ideal, step.busy_seconds());
  CHECK(four.seconds == Approx(2.5));
  CHECK(four.efficiency == Approx(6.5 / 10.0));
  // Of 3.5 seconds of waiting, 2 are in the loop of two tasks, 1.5 where one thread works alone.
  REQUIRE(four.limits.size() == 2);
  CHECK(four.limits[0].name == "equal");
  CHECK(four.limits[0].idle_share == Approx(2.0 / 3.5));
  CHECK(four.limits[1].name == "between loops");
  CHECK(four.limits[1].idle_share == Approx(1.5 / 3.5));
}

TEST_CASE("memory that all threads use makes pieces longer, and bounds a loop") {
  StepLoop loop = equal_tasks(8, 1.0);
  loop.bytes = 4.0;
  // One thread gets a byte a second, which is half of its time; four threads half of that each.
  const SimulatedMachine machine{.bytes_per_second_alone = 1.0, .bytes_per_second_each = 0.5};
  CHECK(simulate(loop, 1, machine).seconds == Approx(8.0));
  CHECK(simulate(loop, 4, machine).seconds == Approx(2.0 * 1.5));
  // All of them together a fifth of a byte: 4 bytes take 20 seconds.
  SimulatedMachine slow = machine;
  slow.bytes_per_second_most = 0.2;
  CHECK(simulate(loop, 4, slow).seconds >= 20.0);
}

TEST_CASE("a loop costs more to start on more threads") {
  const StepLoop loop = equal_tasks(64, 1.0);
  SimulatedMachine machine = ideal;
  machine.loop_seconds = 0.1;
  CHECK(simulate(loop, 1, machine).seconds == Approx(64.0));
  CHECK(simulate(loop, 2, machine).seconds == Approx(32.1));
  CHECK(simulate(loop, 64, machine).seconds == Approx(1.6));
}

}  // namespace
}  // namespace cae
