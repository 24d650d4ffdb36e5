#include "tools/cli/halving_rounds.h"

#include <fmt/format.h>

#include <algorithm>

#include "framework/base/count_text.h"
#include "framework/run/stored_analyses.h"

namespace cae::cli {
namespace {

// One combination, with a run for every seed.
struct Candidate {
  std::string name;
  std::vector<const RunConfig*> runs;
};

std::vector<Candidate> candidates_of(const Experiment& experiment) {
  std::vector<Candidate> candidates;
  for (const std::string& name : experiment.combinations) {
    Candidate candidate{.name = name, .runs = {}};
    for (const RunConfig& run : experiment.runs) {
      if (run.variant == name) candidate.runs.push_back(&run);
    }
    if (!candidate.runs.empty()) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

std::int64_t most_epochs(const std::vector<Candidate>& candidates) {
  std::int64_t most = 1;
  for (const Candidate& candidate : candidates) {
    for (const RunConfig* run : candidate.runs) most = std::max(most, run->train.epochs);
  }
  return most;
}

class Rounds {
 public:
  Rounds(const Halving& halving, RunStore& store, std::int64_t call, ProgressDisplay& display)
      : halving_(halving), store_(store), call_(call), display_(display) {}

  void make(std::vector<Candidate> left, const TrainRound& train) {
    const std::vector<std::int64_t> rounds = halving_rounds(halving_, most_epochs(left));
    for (std::size_t i = 0; i < rounds.size(); ++i) {
      const bool last = i + 1 == rounds.size();
      display_.come_to_round(
          fmt::format("round {} of {}: {} to epoch {}", i + 1, rounds.size(),
                      counted(static_cast<std::int64_t>(left.size()), "combination"), rounds[i]),
          epochs_after(rounds, i, left));
      if (!train(runs_of(left, last ? 0 : rounds[i])) || last) return;
      left = best_of(left, rounds[i]);
    }
  }

 private:
  static std::vector<RunUntil> runs_of(const std::vector<Candidate>& candidates, std::int64_t until) {
    std::vector<RunUntil> runs;
    for (const Candidate& candidate : candidates) {
      for (const RunConfig* run : candidate.runs)
        runs.push_back({run, until >= run->train.epochs ? 0 : until});
    }
    return runs;
  }

  // Of all runs in the rounds behind number `at`, if none of them ends early.
  std::int64_t epochs_after(const std::vector<std::int64_t>& rounds, std::size_t at,
                            const std::vector<Candidate>& candidates) const {
    const auto seeds = static_cast<std::int64_t>(candidates.front().runs.size());
    std::size_t count = candidates.size();
    std::int64_t epochs = 0;
    for (std::size_t i = at + 1; i < rounds.size(); ++i) {
      count = kept_by_halving(halving_, count);
      epochs += static_cast<std::int64_t>(count) * seeds * (rounds[i] - rounds[i - 1]);
    }
    return epochs;
  }

  // The mean over the seeds; none where one of the runs has no such loss, as it failed.
  std::optional<double> loss_of(const Candidate& candidate, std::int64_t until) const {
    double sum = 0.0;
    for (const RunConfig* run : candidate.runs) {
      const std::optional<StoredRun> stored = begun_run(store_, call_, *run);
      if (!stored || stored->status == RunStatus::failed) return std::nullopt;
      const std::optional<double> loss = best_until(store_.epochs(stored->id).take(), until);
      if (!loss) return std::nullopt;
      sum += *loss;
    }
    return sum / static_cast<double>(candidate.runs.size());
  }

  std::vector<Candidate> best_of(const std::vector<Candidate>& candidates, std::int64_t until) {
    std::vector<std::optional<double>> losses;
    for (const Candidate& candidate : candidates) losses.push_back(loss_of(candidate, until));
    const std::vector<std::size_t> places = ranked(losses);
    const std::size_t kept = kept_by_halving(halving_, candidates.size());
    std::vector<bool> stays(candidates.size(), false);
    for (std::size_t place = 0; place < places.size(); ++place) {
      stays[places[place]] = place < kept;
      if (place >= kept) drop(candidates[places[place]], until, place + 1, candidates.size(), kept);
    }
    std::vector<Candidate> best;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (stays[i]) best.push_back(candidates[i]);
    }
    return best;
  }

  void drop(const Candidate& candidate, std::int64_t until, std::size_t place, std::size_t count,
            std::size_t kept) {
    for (const RunConfig* run : candidate.runs) {
      const std::optional<StoredRun> stored = begun_run(store_, call_, *run);
      const bool ended = !stored || stored->status == RunStatus::failed || stored->status == RunStatus::done;
      if (ended || store_.is_alive(stored->name)) continue;
      const std::string reason =
          fmt::format("{} after epoch {} of {}: place {} of {} combinations, of which {} went on",
                      halving_reason, until, run->train.epochs, place, count, kept);
      // In this order: done is what a resumed command leaves alone.
      std::move(store_.record_end_reason(stored->id, reason)).take();
      std::move(store_.record_trained(stored->id, records_of(plan_of(*run).take()))).take();
      display_.dropped(stored->id, stored->name, reason);
    }
  }

  const Halving& halving_;
  RunStore& store_;
  std::int64_t call_;
  ProgressDisplay& display_;
};

}  // namespace

std::optional<StoredRun> begun_run(const RunStore& store, std::int64_t call, const RunConfig& config) {
  const auto id = store.run_of_call(call, {config.variant, config.train.seed}).take();
  if (!id) return std::nullopt;
  return store.run(*id).take();
}

std::int64_t epochs_to_train(const RunStore& store, std::int64_t call, const RunUntil& run) {
  const std::int64_t until = run.epoch == 0 ? run.config->train.epochs : run.epoch;
  const std::optional<StoredRun> begun = begun_run(store, call, *run.config);
  if (!begun) return until;
  const bool ended = begun->status == RunStatus::done || begun->status == RunStatus::failed;
  if (ended || store.is_alive(begun->name)) return 0;
  const auto trained = static_cast<std::int64_t>(store.epochs(begun->id).take().size());
  // One that was killed behind its last epoch is still to be finished.
  return std::max<std::int64_t>(until - trained, run.epoch == 0 ? 1 : 0);
}

void make_runs(const Experiment& experiment, RunStore& store, std::int64_t call, ProgressDisplay& display,
               const TrainRound& train) {
  const std::vector<std::string>& names = experiment.combinations;
  std::vector<RunUntil> plain;
  for (const RunConfig& run : experiment.runs) {
    const bool in_rounds =
        experiment.halving && std::find(names.begin(), names.end(), run.variant) != names.end();
    if (!in_rounds) plain.push_back({&run});
  }
  if (!train(plain) || !experiment.halving) return;
  std::vector<Candidate> candidates = candidates_of(experiment);
  if (!candidates.empty())
    Rounds(*experiment.halving, store, call, display).make(std::move(candidates), train);
}

}  // namespace cae::cli
