// Trains a model: epochs of steps, a validation and a test loss after each, checkpoints, and the rules that
// end a run.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "framework/base/watched_loss.h"
#include "framework/data/batch_source.h"
#include "framework/data/dataset.h"
#include "framework/engine/session.h"
#include "framework/train/checkpoint.h"
#include "framework/train/evaluator.h"
#include "framework/train/gradient_clipping.h"
#include "framework/train/train_config.h"

namespace cae {

struct StepReport {
  std::int64_t epoch = 0;
  std::int64_t step = 0;   // of the epoch, from 1
  std::int64_t steps = 0;  // of an epoch
  double loss = 0.0;       // of this step
  double mean_loss = 0.0;  // of the epoch so far
  double images_per_second = 0.0;
};

// A term of one of an epoch's losses.
struct TermReport {
  WatchedLoss loss = WatchedLoss::training;
  std::string term = {};
  double value = 0.0;  // as it is added
};

// What a layer tells of an epoch's validation or test images.
struct MetricReport {
  WatchedLoss images = WatchedLoss::test;
  LayerMetric metric = {};
};

struct EpochReport {
  std::int64_t epoch = 0;
  double train_loss = 0.0;
  std::optional<double> validation_loss = std::nullopt;
  std::optional<double> test_loss = std::nullopt;
  double seconds = 0.0;            // training, validation and test
  double learning_rate = 0.0;      // of the epoch's last step
  double images_per_second = 0.0;  // of training
  bool best = false;               // the least watched loss so far (base/watched_loss.h)
  std::vector<TermReport> terms = {};
  std::vector<MetricReport> metrics = {};
};

struct TrainerInput {
  const Graph& model;
  const TrainConfig& config;
  const Dataset& train;
  const Dataset* test = nullptr;
  std::vector<std::uint32_t> validation = {};  // of `train`, not trained with: validation_samples()
  Augmentation augment_train = {};
  Augmentation augment_validation = {};
  Augmentation augment_test = {};
  std::vector<std::string> disabled_passes = {};
};

// What training needs besides data, so that it can be made while the data is read: the weights as training
// starts, from config.seed or from config.init, and the session that will train them, alone or with other
// processes.
struct PlannedTraining {
  PlannedTraining(const Graph& model, const TrainConfig& config,
                  const std::vector<std::string>& disabled_passes, ThreadPool& pool,
                  Exchange* exchange = nullptr);
  PlannedTraining(const PlannedTraining&) = delete;
  PlannedTraining& operator=(const PlannedTraining&) = delete;

  ParameterArrays weights;
  Graph optimised;
  Session session;
};

class Trainer {
 public:
  // What `input` names and `planned`, which is of the same model and settings, must outlive the trainer.
  Trainer(const TrainerInput& input, PlannedTraining& planned, ThreadPool& pool);

  // Called after each step; false stops training after that step.
  using OnStep = std::function<bool(const StepReport&)>;

  // Trains from progress() to the end of that epoch, with its validation and test losses; returns nothing if
  // `on_step` stopped it, then progress() is in the middle of the epoch. Throws Failure where a loss (also of
  // validation or test) or a gradient is not finite, naming epoch, step and layer; the weights are then not
  // updated with it.
  std::optional<EpochReport> train_epoch(const OnStep& on_step);

  // Reports all work to `observer` from now on; nullptr: to none.
  void observe(StepObserver* observer) {
    observer_ = observer;
    session_.observe(observer);
  }
  const Session& session() const { return session_; }

  const Progress& progress() const { return progress_; }
  // Why training ended before its last epoch; "" where it did not.
  std::string end_reason() const;
  std::int64_t steps_per_epoch() const;
  std::size_t arena_bytes() const;
  std::int64_t steps_made() const { return optimizer_.steps(); }  // of all epochs
  // Of the batch norms, those whose moving statistics training began itself.
  const std::vector<std::string>& untouched_at_start() const { return untouched_; }
  ParameterArrays& weights() { return weights_; }

  Status save(const std::string& file, const std::string& identity) const;
  // Takes up a checkpoint of one of the identities, as read_checkpoint does.
  Result<CheckpointForm> resume(const std::string& file, const std::vector<std::string>& identities);
  // What another trainer of the same run needs to go on from here: its weights, optimizer and progress.
  std::string state() const;
  Status take_state(const std::string& state);
  // Training is over now, whatever epochs are left.
  void end() { progress_.finished = true; }
  // Training goes on; with `patience_anew` early stopping counts its patience from here.
  void go_on(bool patience_anew);

 private:
  Exchange* exchange() const;
  ImageRange own_images(int images) const;
  std::optional<BatchView> next_batch();
  double run_step(const BatchView& batch, double rate);
  std::vector<std::uint32_t> epoch_order(std::uint32_t epoch) const;
  double evaluate(BatchSource& source, const std::vector<std::uint32_t>& order, WatchedLoss loss,
                  EpochReport& report);
  WatchedLoss watched() const;
  void finish_epoch(EpochReport& report);

  TrainerInput input_;
  ThreadPool& pool_;
  ParameterArrays& weights_;
  Optimizer optimizer_;
  Session& session_;
  GradientNorms gradient_norms_;
  StepObserver* observer_ = nullptr;
  std::optional<Evaluator> evaluator_;
  std::vector<std::uint32_t> samples_;  // of the training images, those trained with
  BatchSource train_source_;
  std::optional<BatchSource> validation_source_;
  std::optional<BatchSource> test_source_;
  std::vector<std::string> untouched_;
  Progress progress_;
};

}  // namespace cae
