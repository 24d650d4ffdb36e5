#include "framework/run/take_up.h"

#include <filesystem>

#include "framework/base/catalogue/checkpoint.h"
#include "framework/base/catalogue/resume.h"
#include "framework/base/catalogue/run.h"
#include "framework/base/catalogue/store.h"
#include "framework/run/best_and_last_checkpoint.h"
#include "framework/run/run_identity.h"

namespace cae {
namespace {

namespace fs = std::filesystem;

bool is_there(const std::string& file) {
  std::error_code error;
  return fs::exists(file, error) || error;  // what cannot be looked at is for the reader to say
}

// The epochs recorded, which are 1 to their number; E825 where one between them is missing.
Result<std::int64_t> recorded_epochs(const RunStore& store, const StoredRun& stored) {
  const Result<std::vector<EpochRecord>> epochs = store.epochs(stored.id);
  if (!epochs) return epochs.diagnostics();
  std::int64_t count = 0;
  for (const EpochRecord& epoch : *epochs) {
    if (epoch.epoch != ++count) return catalogue::epochs_missing(store.directory(), stored.name, count);
  }
  return count;
}

// What a checkpoint says of itself against the settings; the store is asked before.
Status check_progress(const Trainer& trainer, const TrainConfig& config, const catalogue::StrandedRun& run) {
  const Progress& progress = trainer.progress();
  const std::int64_t trained = progress.epoch - 1;
  const std::int64_t steps = trainer.steps_per_epoch();
  const auto impossible = [&](const std::string& what) {
    return catalogue::checkpoint_impossible(run, what);
  };
  if (progress.step >= steps) {
    return impossible("step " + std::to_string(progress.step) + " of epoch " +
                      std::to_string(progress.epoch) + ", where an epoch has " + std::to_string(steps));
  }
  if (progress.images != progress.step * config.batch) {
    return impossible(std::to_string(progress.images) + " images in " + std::to_string(progress.step) +
                      " steps of " + std::to_string(config.batch));
  }
  if (const std::int64_t made = trained * steps + progress.step; trainer.steps_made() != made) {
    return impossible(std::to_string(trainer.steps_made()) + " steps of the optimizer, where " +
                      std::to_string(trained) + " epochs and " + std::to_string(progress.step) +
                      " steps make " + std::to_string(made));
  }
  if (progress.best_epoch > trained || progress.patience_from > trained) {
    return impossible("a best epoch that it has not come to");
  }
  return Done{};
}

// Whether a run that has ended is to be trained further: early stopping is final until more epochs are asked
// for.
bool asks_for_more(const StoredRun& stored, std::int64_t trained, const TrainConfig& config,
                   bool epochs_given) {
  const bool ended_early = trained < stored.epochs_planned;
  return config.epochs > trained && (!ended_early || epochs_given || config.epochs > stored.epochs_planned);
}

// Whether training is over at the place of the checkpoint.
Status settle_end(Trainer& trainer, const TakeUpRequest& request) {
  const Progress& progress = trainer.progress();
  const std::int64_t trained = progress.epoch - 1;
  const std::int64_t asked = request.config.epochs;
  if (trained > asked || (trained == asked && progress.step > 0)) {
    return catalogue::fewer_epochs(request.stored.name, asked, trained);
  }
  if (trained == asked) {
    trainer.end();
  } else if (progress.finished &&
             asks_for_more(request.stored, trained, request.config, request.epochs_given)) {
    trainer.go_on(trained < request.stored.epochs_planned);
  }
  return Done{};
}

std::vector<std::string> remarks_of(const Trainer& trainer, const TakeUpRequest& request,
                                    const CheckpointForm& form) {
  std::vector<std::string> remarks;
  const std::int64_t trained = trainer.progress().epoch - 1;
  const std::int64_t planned = request.stored.epochs_planned;
  if (!form.checked) {
    remarks.push_back(
        "the checkpoint was written by an earlier cae-lab, without a checksum: it is taken as it is");
  }
  if (request.config.schedule.kind == Schedule::cosine && request.config.epochs != planned &&
      !trainer.progress().finished) {
    remarks.push_back("the cosine of train.schedule spans all epochs: from epoch " +
                      std::to_string(trained + 1) + " on the rate is that of a run of " +
                      std::to_string(request.config.epochs) + " epochs, before it was that of " +
                      std::to_string(planned));
  }
  return remarks;
}

}  // namespace

Status check_left_to_train(const StoredRun& stored, std::int64_t recorded, const TrainConfig& config,
                           bool epochs_given) {
  if (stored.status != RunStatus::done || asks_for_more(stored, recorded, config, epochs_given))
    return Done{};
  return catalogue::resume_finished(stored.name, recorded, stored.epochs_planned);
}

Result<TakenUp> take_up(RunStore& store, Trainer& trainer, const TakeUpRequest& request) {
  const StoredRun& stored = request.stored;
  if (store.is_alive(stored.name)) return catalogue::run_is_busy(stored.name);
  // Another process may have trained it to its end since it was looked up.
  const Result<StoredRun> today = store.run(stored.id);
  if (!today) return today.diagnostics();
  if (today->status == RunStatus::done && stored.status != RunStatus::done)
    return catalogue::resume_finished(stored.name, today->epochs_planned, today->epochs_planned);
  const Result<std::int64_t> recorded = recorded_epochs(store, stored);
  if (!recorded) return recorded.diagnostics();
  const std::string folder = store.folder(stored.name);
  const std::string best = best_checkpoint(folder);
  const catalogue::StrandedRun run{.name = stored.name,
                                   .checkpoint = last_checkpoint(folder),
                                   .recorded_epochs = *recorded,
                                   .best_weights = is_there(best) ? best : ""};
  TakenUp taken;
  if (is_there(run.checkpoint)) {
    const std::vector<std::string> marks = checkpoint_marks(stored);
    const Result<CheckpointForm> form = trainer.resume(run.checkpoint, marks);
    if (!form) return catalogue::with_ways_on(form.diagnostics(), run);
    // The current mark is only written together with the checksum, so the checksum was removed.
    if (!form->checked && form->identity == marks.front())
      return catalogue::with_ways_on({catalogue::tensors_checksum(run.checkpoint)}, run);
    const std::int64_t trained = trainer.progress().epoch - 1;
    if (trained > *recorded) return catalogue::checkpoint_ahead(run, trained);
    // The row of an epoch comes before its checkpoint, so a crash leaves one more.
    if (trained < *recorded - 1) return catalogue::checkpoint_behind(run, trained);
    if (const Status possible = check_progress(trainer, request.config, run); !possible)
      return possible.diagnostics();
    const bool was_finished = trainer.progress().finished;
    if (const Status settled = settle_end(trainer, request); !settled) return settled.diagnostics();
    taken.remarks = remarks_of(trainer, request, *form);
    // Before the record changes. The earlier mark is of all settings, also of those that may change now; and
    // a crash before the next epoch must not find an end that was taken back.
    if (form->identity != marks.front() || was_finished != trainer.progress().finished) {
      if (const Status saved = trainer.save(run.checkpoint, marks.front()); !saved)
        return saved.diagnostics();
    }
  } else if (*recorded > 0) {
    return catalogue::checkpoint_gone(run);
  } else {
    taken.remarks.push_back("the run " + stored.name + " has no checkpoint and no epoch yet: it starts over");
  }
  const bool other_epochs = request.config.epochs != stored.epochs_planned;
  Result<StartedRun> started = store.reopen_run(
      stored.id, {.configuration = refreshed_settings(stored.configuration, request.configuration),
                  .command = other_epochs ? request.command : stored.command,
                  .epochs_planned = request.config.epochs});
  if (!started) return started.diagnostics();
  taken.started = std::move(*started);
  return taken;
}

}  // namespace cae
