#include "framework/profile/simulated_step.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <queue>

namespace cae {
namespace {

// One loop on so many cores, from event to event.
class Schedule {
 public:
  Schedule(const StepLoop& loop, int threads, double share_seconds)
      : loop_(loop), share_seconds_(share_seconds), cores_(static_cast<std::size_t>(threads)) {}

  double run() {
    double now = 0.0;
    for (;;) {
      give_work(now);
      if (running_.empty()) return now;
      now = running_.top().end;
      while (!running_.empty() && running_.top().end <= now) {
        finish(running_.top());
        running_.pop();
      }
    }
  }

 private:
  struct Task {
    const StepTask* of;
    std::size_t owner;      // the core that runs it
    std::size_t piece = 0;  // at which it is
    std::size_t given = 0;  // shares of this piece that run or have run
    std::size_t done = 0;
    std::size_t left() const { return of->pieces[piece].shares.size() - given; }
  };
  struct Core {
    bool busy = false;
    Task* own = nullptr;
  };
  struct Running {
    double end;
    std::size_t core;
    Task* task;
    bool operator>(const Running& other) const {
      return end != other.end ? end > other.end : core > other.core;
    }
  };

  void start(std::size_t core, Task& task, double now) {
    double seconds = task.of->pieces[task.piece].shares[task.given++];
    if (task.owner != core) seconds += share_seconds_;
    cores_[core].busy = true;
    running_.push({now + seconds, core, &task});
  }

  // First those that have a task go on with it, as its next piece lies in their caches; then the others begin
  // one, or else help.
  void give_work(double now) {
    for (std::size_t core = 0; core < cores_.size(); ++core) {
      Task* own = cores_[core].own;
      if (!cores_[core].busy && own != nullptr && own->left() > 0) start(core, *own, now);
    }
    for (std::size_t core = 0; core < cores_.size(); ++core) {
      if (cores_[core].busy || cores_[core].own != nullptr) continue;
      if (next_ < loop_.tasks.size()) {
        begin_task(core);
        start(core, *cores_[core].own, now);
      } else if (Task* other = most_left(); other != nullptr) {
        start(core, *other, now);
      } else {
        break;
      }
    }
  }

  void begin_task(std::size_t core) {
    open_.push_back(std::make_unique<Task>(Task{.of = &loop_.tasks[next_++], .owner = core}));
    cores_[core].own = open_.back().get();
  }

  Task* most_left() const {
    Task* most = nullptr;
    for (const auto& task : open_) {
      if (task->left() > (most == nullptr ? 0 : most->left())) most = task.get();
    }
    return most;
  }

  void finish(const Running& running) {
    cores_[running.core].busy = false;
    Task& task = *running.task;
    if (++task.done < task.of->pieces[task.piece].shares.size()) return;
    task.given = task.done = 0;
    if (++task.piece < task.of->pieces.size()) return;
    cores_[task.owner].own = nullptr;
    std::erase_if(open_, [&](const auto& each) { return each.get() == &task; });
  }

  const StepLoop& loop_;
  double share_seconds_;
  std::vector<Core> cores_;
  std::vector<std::unique_ptr<Task>> open_;
  std::priority_queue<Running, std::vector<Running>, std::greater<>> running_;
  std::size_t next_ = 0;
};

double bytes_per_second(const SimulatedMachine& machine, int threads) {
  if (threads == 1) return machine.bytes_per_second_alone;
  if (machine.bytes_per_second_most == 0.0) return machine.bytes_per_second_each;
  return std::min(machine.bytes_per_second_each, machine.bytes_per_second_most / threads);
}

// How much longer its pieces take where all cores use the memory: the part that one thread waits for it.
double stretch(const StepLoop& loop, double busy, int threads, const SimulatedMachine& machine) {
  if (busy == 0.0) return 1.0;
  const double alone = std::min(loop.bytes / machine.bytes_per_second_alone, busy);
  return 1.0 + alone / busy * (machine.bytes_per_second_alone / bytes_per_second(machine, threads) - 1.0);
}

}  // namespace

double StepLoop::busy_seconds() const {
  double sum = 0.0;
  for (const StepTask& task : tasks) {
    for (const StepPiece& piece : task.pieces) {
      for (const double share : piece.shares) sum += share;
    }
  }
  return sum;
}

double MeasuredStep::busy_seconds() const {
  double sum = seconds_after;
  for (const StepLoop& loop : loops) sum += loop.seconds_before + loop.busy_seconds();
  return sum;
}

double makespan(const StepLoop& loop, int threads, double share_seconds) {
  return Schedule(loop, threads, share_seconds).run();
}

SimulatedLoop simulate(const StepLoop& loop, int threads, const SimulatedMachine& machine) {
  const double busy = loop.busy_seconds();
  double seconds = makespan(loop, threads, machine.share_seconds) * stretch(loop, busy, threads, machine);
  seconds = std::max(seconds, loop.bytes / (bytes_per_second(machine, threads) * threads));
  if (threads > 1) seconds += machine.loop_seconds * std::log2(threads);
  return {seconds, seconds * threads - busy};
}

SimulatedStep simulate(const MeasuredStep& step, int threads, const SimulatedMachine& machine,
                       double one_thread_seconds) {
  SimulatedStep result{.threads = threads, .seconds = step.seconds_after};
  std::map<std::string, double> idle;
  double serial = step.seconds_after;
  for (const StepLoop& loop : step.loops) {
    const SimulatedLoop simulated = simulate(loop, threads, machine);
    result.seconds += loop.seconds_before + simulated.seconds;
    serial += loop.seconds_before;
    idle[loop.name] += simulated.idle_seconds;
  }
  idle["between loops"] += serial * (threads - 1);
  const double all = result.seconds * threads - step.busy_seconds();
  result.efficiency = one_thread_seconds / (result.seconds * threads);
  for (const auto& [name, seconds] : idle) {
    if (all > 0.0 && seconds > 0.0) result.limits.push_back({name, seconds / all});
  }
  std::sort(result.limits.begin(), result.limits.end(),
            [](const auto& a, const auto& b) { return a.idle_share > b.idle_share; });
  return result;
}

}  // namespace cae
