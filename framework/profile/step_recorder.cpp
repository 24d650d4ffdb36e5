#include "framework/profile/step_recorder.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

#include "framework/profile/work_amount.h"
#include "framework/profile/work_names.h"

namespace cae {
namespace {

using Line = std::tuple<NodeId, Work, int>;  // of a profile: node, work, phase

// Of this thread, in seconds.
double processor_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Adds to the piece that the task has come to.
void add_share(StepTask& task, bool new_piece, double seconds) {
  if (new_piece) task.pieces.emplace_back();
  task.pieces.back().shares.push_back(seconds);
}

}  // namespace

void StepRecorder::mark(Event event) {
  const double now = processor_time();
  if (first_) {
    events_.push_back(event);
    seconds_.emplace_back();
  }
  seconds_.at(next_++).push_back(static_cast<float>(now - last_));
  last_ = processor_time();
}

void StepRecorder::step_begins() {
  next_ = 0;
  last_ = processor_time();
}

void StepRecorder::step_ends() {
  mark(Event::step_ends);
  first_ = false;
}

void StepRecorder::forget() {
  first_ = true;
  next_ = 0;
  events_.clear();
  seconds_.clear();
  work_.clear();
}

void StepRecorder::record(const WorkSpan& span) {
  if (first_ && !work_.empty()) work_.back().push_back(span);
}

void StepRecorder::loop_begins(int) {
  mark(Event::loop_begins);
  if (first_) work_.emplace_back();
}
void StepRecorder::task_ends() {
  mark(Event::task_ends);
}
void StepRecorder::loop_ends() {
  mark(Event::loop_ends);
}

void StepRecorder::run_shares(int shares, Share share, void* function) {
  mark(Event::shares_begin);
  const ShareScope alone(nullptr);
  for (int i = 0; i < shares; ++i) {
    share(function, i, 0);
    mark(Event::share_ends);
  }
}

double StepRecorder::median_seconds(std::size_t event) const {
  std::vector<float> all = seconds_[event];
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return static_cast<double>(*middle);
}

// Its name, and the bytes of its calls.
void StepRecorder::describe(std::size_t loop, StepLoop& to) const {
  std::map<Line, std::chrono::steady_clock::duration> lines;
  for (const WorkSpan& span : work_[loop]) {
    lines[{span.node, span.work, span.phase}] += span.end - span.begin;
  }
  const Graph& graph = session_.graph();
  std::chrono::steady_clock::duration longest{};
  to.name = lines.empty() ? "optimizer" : "";
  for (const auto& [line, sum] : lines) {
    const auto& [node, work, phase] = line;
    to.bytes += memory_bytes_of({.work = work, .node = node, .phase = phase}, graph, session_.plan());
    if (sum < longest) continue;
    longest = sum;
    to.name = graph.nodes[static_cast<std::size_t>(node)].name + " " + name_of(work);
  }
  if (lines.size() > 1) to.name += " and others";
}

MeasuredStep StepRecorder::result() const {
  MeasuredStep step;
  bool new_piece = true;
  double before = 0.0;  // the next loop, on one thread
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const double seconds = median_seconds(i);
    switch (events_[i]) {
      case Event::loop_begins:
        step.loops.push_back({.seconds_before = before + seconds});
        describe(step.loops.size() - 1, step.loops.back());
        step.loops.back().tasks.emplace_back();
        before = 0.0;
        break;
      case Event::task_ends:
        add_share(step.loops.back().tasks.back(), true, seconds);
        step.loops.back().tasks.emplace_back();
        break;
      case Event::shares_begin:
        add_share(step.loops.back().tasks.back(), true, seconds);
        new_piece = true;
        break;
      case Event::share_ends:
        add_share(step.loops.back().tasks.back(), new_piece, seconds);
        new_piece = false;
        break;
      case Event::loop_ends:
        step.loops.back().tasks.pop_back();  // which the last one's end began
        before = seconds;
        break;
      case Event::step_ends:
        step.seconds_after = before + seconds;
        break;
    }
  }
  return step;
}

}  // namespace cae
