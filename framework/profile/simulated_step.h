// How long a step would take on so many threads, from the times of its pieces on one: the loops of a step are
// scheduled as TBB does, a thread that is free taking the next piece (list scheduling: Graham, "Bounds on
// multiprocessing timing anomalies", 1969).
#pragma once

#include <string>
#include <vector>

namespace cae {

// Shares that may be computed at the same time, in seconds on one thread. The next piece of the task begins
// when all of them are done.
struct StepPiece {
  std::vector<double> shares;
};

// Pieces one after the other.
struct StepTask {
  std::vector<StepPiece> pieces;
};

// Tasks that may run at the same time, between two barriers.
struct StepLoop {
  std::string name = {};        // what most of its time goes to: "conv2 backward"
  double seconds_before = 0.0;  // on one thread, since the loop before it
  double bytes = 0.0;           // from and to memory
  std::vector<StepTask> tasks = {};
  double busy_seconds() const;  // of one thread
};

struct MeasuredStep {
  std::vector<StepLoop> loops = {};
  double seconds_after = 0.0;   // the last loop
  double busy_seconds() const;  // of one thread
};

// The machine that is simulated: as many cores like those of this machine as there are threads.
struct SimulatedMachine {
  double bytes_per_second_alone = 0.0;  // of a core, when the others rest
  double bytes_per_second_each = 0.0;   // of each core, when all are at work
  double bytes_per_second_most = 0.0;   // of all cores together; 0: no limit
  double loop_seconds = 0.0;   // to start and to end a loop on two threads; grows with their logarithm
  double share_seconds = 0.0;  // for a share that another thread takes over
};

struct SimulatedLoop {
  double seconds = 0.0;       // the barrier at its end included
  double idle_seconds = 0.0;  // of all threads together
};

struct SimulatedStep {
  int threads = 1;
  double seconds = 0.0;
  double efficiency = 1.0;  // the speed-up over one thread, by the number of threads
  struct Limit {
    std::string name = {};
    double idle_share = 0.0;  // of the time that all threads together wait in the step
  };
  std::vector<Limit> limits = {};  // the largest first
};

// From the beginning of a loop until its last task is done, on cores that share no memory.
double makespan(const StepLoop& loop, int threads, double share_seconds);

SimulatedLoop simulate(const StepLoop& loop, int threads, const SimulatedMachine& machine);
// The efficiency is that beside one thread, which takes so many seconds.
SimulatedStep simulate(const MeasuredStep& step, int threads, const SimulatedMachine& machine,
                       double one_thread_seconds);

// The cores of this machine, `bytes_per_second_most` left open. Takes about half a second.
SimulatedMachine measure_machine();

}  // namespace cae
