#include "framework/profile/step_profile.h"

#include <algorithm>
#include <array>

#include "framework/profile/work_amount.h"
#include "framework/profile/work_names.h"

namespace cae {
namespace {

constexpr std::size_t work_count = static_cast<std::size_t>(Work::unpack) + 1;
constexpr std::size_t stage_count = static_cast<std::size_t>(Stage::test) + 1;

// Works that make one line: once a step round the slices, and what turns slices' parts into gradients.
constexpr std::array prepare_works{Work::prepare, Work::finish_phase};
constexpr std::array gradient_works{Work::whole_batch_gradients, Work::reduce_gradients, Work::unpack};
constexpr std::array sliced_works{Work::forward, Work::loss, Work::sum_gradients, Work::backward};

double in_seconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

double Profile::operations() const {
  double sum = 0.0;
  for (const ProfileRow& row : rows) sum += row.operations;
  return sum;
}

double Profile::share_of_peak() const {
  return operations() / (limit.operations_per_second * threads) / step_seconds;
}

StepProfile::StepProfile(const Session& session, int threads) : session_(session), stages_(stage_count) {
  for (const PlannedNode& node : session.plan().nodes) {
    phases_ = std::max({phases_, node.needs.forward_phases, node.needs.backward_phases});
  }
  const std::size_t slots = session.graph().nodes.size() * work_count * static_cast<std::size_t>(phases_);
  sums_.assign(static_cast<std::size_t>(threads), std::vector<Duration>(slots));
}

std::size_t StepProfile::slot(NodeId node, Work work, int phase) const {
  const std::size_t line = static_cast<std::size_t>(node) * work_count + static_cast<std::size_t>(work);
  return line * static_cast<std::size_t>(phases_) + static_cast<std::size_t>(phase);
}

void StepProfile::record(const WorkSpan& span) {
  sums_[static_cast<std::size_t>(span.thread)][slot(span.node, span.work, span.phase)] +=
      span.end - span.begin;
}

void StepProfile::forget() {
  for (auto& sums : sums_) std::fill(sums.begin(), sums.end(), Duration{});
  std::fill(stages_.begin(), stages_.end(), StageSum{});
}

void StepProfile::record_stage(const StageSpan& span) {
  const std::int64_t steps = stages_[static_cast<std::size_t>(Stage::step)].count;
  if (span.stage == Stage::data && steps == 1 && !first_step_gone_) {
    forget();
    first_step_gone_ = true;
  }
  StageSum& sum = stages_[static_cast<std::size_t>(span.stage)];
  sum.time += span.end - span.begin;
  sum.count += 1;
  sum.images += span.images;
}

void StepProfile::add_rows(NodeId id, double images, const MachineLimit& limit, Profile& profile) const {
  const Graph& graph = session_.graph();
  const Node& node = graph.nodes[static_cast<std::size_t>(id)];
  // That of a loss counts for the layer that it reads.
  const std::string& layer =
      node.layer.empty() ? graph.nodes[static_cast<std::size_t>(node.inputs[0])].layer : node.layer;
  const auto add = [&](auto works, int first_phase, int end_phase, const std::string& direction) {
    ProfileRow row{.node = node.name, .layer = layer, .kind = node.kind, .direction = direction};
    for (const Work work : works) {
      for (int phase = first_phase; phase < end_phase; ++phase) {
        Duration time{};
        for (const auto& sums : sums_) time += sums[slot(id, work, phase)];
        if (time == Duration{}) continue;
        const WorkAmount amount =
            amount_of({.work = work, .node = id, .phase = phase}, graph, session_.plan(), images);
        row.seconds += in_seconds(time) / static_cast<double>(profile.steps);
        row.operations += amount.operations;
        row.bytes += amount.bytes;
      }
    }
    if (row.seconds == 0.0) return;
    row.limit_seconds = limit.seconds(row.operations, row.bytes);
    profile.rows.push_back(row);
  };
  add(prepare_works, 0, phases_, "prepare");
  const KernelNeeds& needs = session_.plan().nodes[static_cast<std::size_t>(id)].needs;
  for (const Work work : sliced_works) {
    const int phases = work == Work::forward    ? needs.forward_phases
                       : work == Work::backward ? needs.backward_phases
                                                : 1;
    for (int phase = 0; phase < phases; ++phase) {
      std::string direction = name_of(work);
      if (phases > 1) direction += " " + std::to_string(phase + 1);
      add(std::array{work}, phase, phase + 1, direction);
    }
  }
  add(gradient_works, 0, 1, "weight gradients");
}

Profile StepProfile::result(const MachineLimit& limit) const {
  const StageSum& step = stages_[static_cast<std::size_t>(Stage::step)];
  const StageSum& data = stages_[static_cast<std::size_t>(Stage::data)];
  const StageSum& update = stages_[static_cast<std::size_t>(Stage::update)];
  Profile profile{.threads = static_cast<int>(sums_.size()),
                  .steps = step.count,
                  .arena_bytes = session_.arena_bytes(),
                  .limit = limit};
  if (profile.steps == 0) return profile;
  const auto steps = static_cast<double>(profile.steps);
  profile.images = static_cast<double>(step.images) / steps;
  profile.step_seconds = in_seconds(step.time + data.time + update.time) / steps;
  profile.test_seconds = in_seconds(stages_[static_cast<std::size_t>(Stage::test)].time);
  for (NodeId id = 0; id < static_cast<NodeId>(session_.graph().nodes.size()); ++id) {
    add_rows(id, profile.images, limit, profile);
  }
  double busy = 0.0;
  for (const ProfileRow& row : profile.rows) busy += row.seconds;
  const auto threads = static_cast<double>(profile.threads);
  const auto add = [&](const std::string& direction, double seconds) {
    profile.rows.push_back({.direction = direction, .seconds = seconds});
  };
  add("waiting", std::max(in_seconds(step.time) / steps * threads - busy, 0.0));
  if (update.count > 0) add(name_of(Stage::update), in_seconds(update.time) / steps * threads);
  if (data.count > 0) add(name_of(Stage::data), in_seconds(data.time) / steps * threads);
  return profile;
}

}  // namespace cae
