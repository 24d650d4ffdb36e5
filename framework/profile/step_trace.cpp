#include "framework/profile/step_trace.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "framework/profile/work_names.h"

namespace cae {
namespace {

using Json = nlohmann::ordered_json;
using TimePoint = std::chrono::steady_clock::time_point;

constexpr int process = 1;
constexpr std::size_t most_spans = 200'000;  // of a thread: about 40 MB of text

double microseconds(TimePoint::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

std::string as_text(const Json& event) {
  return event.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json event(const std::string& name, const char* category, int row, TimePoint::duration begin,
           TimePoint::duration length, Json arguments) {
  return {{"name", name},
          {"cat", category},
          {"ph", "X"},
          {"pid", process},
          {"tid", row},
          {"ts", microseconds(begin)},
          {"dur", microseconds(length)},
          {"args", std::move(arguments)}};
}

Json title(const char* what, int row, const std::string& name) {
  return {{"name", what}, {"ph", "M"}, {"pid", process}, {"tid", row}, {"args", {{"name", name}}}};
}

}  // namespace

StepTrace::StepTrace(const Session& session, int threads, int steps)
    : session_(session), steps_(steps), spans_(static_cast<std::size_t>(threads)) {}

void StepTrace::record(const WorkSpan& span) {
  auto& spans = spans_[static_cast<std::size_t>(span.thread)];
  if (recording() && spans.size() < most_spans) spans.push_back({span, step_});
}

void StepTrace::record_stage(const StageSpan& span) {
  if (recording() && loop_.size() < most_spans) loop_.push_back({span, step_});
  if (span.stage == Stage::update) ++step_;
}

std::string StepTrace::json() const {
  TimePoint origin = TimePoint::max();
  for (const LoopSpan& span : loop_) origin = std::min(origin, span.stage.begin);
  const Graph& graph = session_.graph();
  std::string text = R"({"displayTimeUnit":"ms","traceEvents":[)";
  text += as_text(title("process_name", 0, "cae-lab: " + graph.name)) + ",\n" +
          as_text(title("thread_name", 0, "loop"));
  // Written event by event, as a tree of all events would take ten times the memory of the text.
  const auto add = [&](const Json& event) { text += ",\n" + as_text(event); };
  for (const LoopSpan& span : loop_) {
    add(event(name_of(span.stage.stage), "loop", 0, span.stage.begin - origin,
              span.stage.end - span.stage.begin, {{"step", span.step}}));
  }
  for (std::size_t thread = 0; thread < spans_.size(); ++thread) {
    const int row = static_cast<int>(thread) + 1;
    add(title("thread_name", row, "worker " + std::to_string(row)));
    for (const auto& [work, step] : spans_[thread]) {
      const std::string& node = graph.nodes[static_cast<std::size_t>(work.node)].name;
      Json arguments{{"step", step}};
      if (work.slice >= 0) {
        arguments["slice"] = work.slice;
        arguments["phase"] = work.phase;
      }
      add(event(node + " " + name_of(work.work), name_of(work.work), row, work.begin - origin,
                work.end - work.begin, std::move(arguments)));
    }
  }
  return text + "]}\n";
}

}  // namespace cae
