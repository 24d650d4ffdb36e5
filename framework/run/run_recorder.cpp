#include "framework/run/run_recorder.h"

#include <utility>

#include "framework/run/best_and_last_checkpoint.h"

namespace cae {
namespace {

const char* split_of(WatchedLoss loss) {
  switch (loss) {
    case WatchedLoss::training:
      return "train";
    case WatchedLoss::validation:
      return "validation";
    case WatchedLoss::test:
      break;
  }
  return "test";
}

std::vector<TermRecord> records_of(const std::vector<TermReport>& terms) {
  std::vector<TermRecord> records;
  for (const TermReport& term : terms) records.push_back({split_of(term.loss), term.term, term.value});
  return records;
}

std::vector<EpochMetricRecord> records_of(const std::vector<MetricReport>& metrics) {
  std::vector<EpochMetricRecord> records;
  for (const auto& [images, metric] : metrics)
    records.push_back({split_of(images), metric.layer, metric.name, metric.unit, metric.value});
  return records;
}

}  // namespace

RunRecorder::RunRecorder(RunStore& store, StartedRun run, const Trainer& trainer, std::string mark,
                         InputsToRecord inputs)
    : store_(store),
      run_(std::move(run)),
      trainer_(trainer),
      mark_(std::move(mark)),
      inputs_(std::move(inputs)) {}

void RunRecorder::warned(const Diagnostics& warnings) {
  for (const Diagnostic& warning : warnings)
    warnings_.push_back({.code = warning.code, .text = warning.message, .help = warning.help});
  std::move(store_.record_warnings(run_.id, warnings_)).take();
}

void RunRecorder::epoch_done(const EpochReport& epoch) {
  record_inputs();
  std::move(store_.record_epoch(run_.id, {.epoch = epoch.epoch,
                                          .train_loss = epoch.train_loss,
                                          .validation_loss = epoch.validation_loss,
                                          .test_loss = epoch.test_loss,
                                          .seconds = epoch.seconds,
                                          .learning_rate = epoch.learning_rate,
                                          .images_per_second = epoch.images_per_second,
                                          .terms = records_of(epoch.terms),
                                          .metrics = records_of(epoch.metrics)}))
      .take();
  if (epoch.best) {
    save(best_checkpoint(run_.folder));
    record_checkpoint("best.safetensors", "weights of the best epoch");
  }
  save(last_checkpoint(run_.folder));
  record_checkpoint("last.safetensors", "weights and optimizer state of the last epoch");
}

void RunRecorder::profiled(const Profile& profile) {
  std::vector<ProfileRecord> rows;
  for (const ProfileRow& row : profile.rows) {
    rows.push_back({row.node, row.layer, row.kind, row.direction, row.seconds, row.operations, row.bytes,
                    row.limit_seconds});
  }
  std::move(store_.record_profile(run_.id, rows)).take();
}

void RunRecorder::trained(const std::string& reason, const std::vector<PlannedAnalysis>& analyses) {
  record_inputs();
  std::move(store_.record_end_reason(run_.id, reason)).take();
  std::move(store_.record_trained(run_.id, records_of(analyses))).take();
}

void RunRecorder::ended(const RunEnded& end) {
  switch (end.how) {
    case RunEnd::stopped:
    case RunEnd::paused:
      record_inputs();
      save(last_checkpoint(run_.folder));
      std::move(store_.finish_run(run_.id, RunStatus::stopped)).take();
      return;
    case RunEnd::failed:
      std::move(store_.finish_run(run_.id, RunStatus::failed, render(end.problems))).take();
      return;
    case RunEnd::done:
    case RunEnd::analysed:
      store_.release_run(run_.id);
  }
}

void RunRecorder::save_first_checkpoint() {
  save(last_checkpoint(run_.folder));
}

void RunRecorder::record_inputs() {
  if (inputs_.coming.valid()) inputs_.known = inputs_.coming.get().take();
  if (!inputs_.known) return;
  std::move(store_.record_inputs(run_.id, *inputs_.known)).take();
  inputs_.known.reset();
}

void RunRecorder::save(const std::string& file) {
  std::move(trainer_.save(file, mark_)).take();
}

void RunRecorder::record_checkpoint(const std::string& file, const std::string& description) {
  std::move(store_.record_artefact(
                run_.id, {.kind = "checkpoint", .path = run_.name + "/" + file, .description = description}))
      .take();
}

}  // namespace cae
