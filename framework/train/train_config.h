// How a model is trained: the settings of `train`, and their keys in an experiment.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "framework/base/diagnostic.h"
#include "framework/base/setting_key.h"
#include "framework/primitives/loss.h"
#include "framework/primitives/onednn.h"
#include "framework/train/optimizer_kind.h"

namespace cae {

enum class Schedule { constant, step, cosine };

constexpr std::array<Word<Schedule>, 3> words_of(Schedule) {
  return {{{Schedule::constant, "constant"}, {Schedule::step, "step"}, {Schedule::cosine, "cosine"}}};
}

struct ScheduleConfig {
  Schedule kind = Schedule::constant;
  std::int64_t warmup = 0;  // epochs of linear warm-up before it
  std::int64_t every = 30;  // step: epochs between drops
  double factor = 0.1;      // step: what each drop multiplies by
  double final_rate = 0.0;  // cosine: the rate of the last step
};

struct EarlyStopping {
  std::int64_t patience = 0;  // epochs without improvement of the watched loss; 0: never stop early
  double min_delta = 0.0;     // what it must fall by to have improved
};

struct TrainConfig {
  std::int64_t epochs = 10;
  std::int64_t batch = 100;
  const ImageLoss* loss = image_loss("bce");
  OptimizerConfig optimizer = {};
  ScheduleConfig schedule = {};
  Place schedule_place = {};  // of the file or of the command line, for messages
  double clip_norm = 0.0;     // 0: no clipping of the global gradient norm
  EarlyStopping early_stopping = {};
  std::uint64_t seed = 1;
  bool shuffle = true;
  onednn::Precision precision = onednn::Precision::fp32;
  std::string init = {};  // a safetensors file with start weights, or ""
  Place init_place = {};
};

inline Section schedule_keys() {
  return {"train.schedule",
          {{.name = "kind",
            .type = KeyType::choice,
            .help = "how the rate changes from step to step",
            .field = &ScheduleConfig::kind,
            .words = all_words<Schedule>(),
            .elsewhere = {"name", "type"}},
           {.name = "warmup",
            .type = KeyType::integer,
            .help = "how many epochs the rate first rises in a line",
            .field = &ScheduleConfig::warmup,
            .range = {0, 1e6}},
           {.name = "every",
            .type = KeyType::integer,
            .help = "how many epochs lie between two drops",
            .field = &ScheduleConfig::every,
            .range = {1, 1e6},
            .kinds = {"step"}},
           {.name = "factor",
            .type = KeyType::number,
            .help = "what each drop multiplies the rate by",
            .field = &ScheduleConfig::factor,
            .range = {0, 1, true},
            .kinds = {"step"}},
           {.name = "final_rate",
            .type = KeyType::number,
            .help = "the rate of the last step of the last epoch",
            .field = &ScheduleConfig::final_rate,
            .range = {0, 1000},
            .kinds = {"cosine"}}}};
}

inline Section early_stopping_keys() {
  return {
      "train.early_stopping",
      {{.name = "patience",
        .type = KeyType::integer,
        .help = "how many epochs the watched loss may fail to improve before the run stops; 0 never stops it",
        .field = &EarlyStopping::patience,
        .range = {0, 1e6}},
       {.name = "min_delta",
        .type = KeyType::number,
        .help =
            "by more than what that loss must fall to have improved; the best epoch does not depend on it",
        .field = &EarlyStopping::min_delta,
        .range = {0, largest_count}}}};
}

inline Section train_keys() {
  return {
      "train",
      {{.name = "epochs",
        .type = KeyType::integer,
        .help = "how many times the training images are gone through",
        .field = &TrainConfig::epochs,
        .range = {1, 1e6},
        .elsewhere = {"num_epochs", "n_epochs"}},
       {.name = "batch",
        .type = KeyType::integer,
        .help = "how many images make one step",
        .field = &TrainConfig::batch,
        .range = {1, 65536},
        .elsewhere = {"batch_size", "batchsize"}},
       {.name = "loss",
        .type = KeyType::choice,
        .help =
            "what is minimised, mean over pixels or images; bce_logits is for models without a last sigmoid",
        .field = &TrainConfig::loss,
        .words = all_words<const ImageLoss*>()},
       {.name = "optimizer",
        .type = KeyType::section,
        .help = "how the weights move",
        .section = within(&TrainConfig::optimizer, optimizer_keys())},
       {.name = "schedule",
        .type = KeyType::section,
        .help = "how the rate changes",
        .elsewhere = {"scheduler", "lr_schedule"},
        .section = within(&TrainConfig::schedule, schedule_keys())},
       {.name = "clip_norm",
        .type = KeyType::number,
        .help = "the largest norm of all gradients together; 0 does not clip",
        .field = &TrainConfig::clip_norm,
        .range = {0, largest_count},
        .elsewhere = {"clipnorm", "gradient_clip", "grad_clip"}},
       {.name = "early_stopping",
        .type = KeyType::section,
        .help = "when to stop before the last epoch",
        .elsewhere = {"early_stop", "earlystopping"},
        .section = within(&TrainConfig::early_stopping, early_stopping_keys())},
       {.name = "seed",
        .type = KeyType::integer,
        .help = "the number that start weights, order and noise follow from",
        .field = &TrainConfig::seed,
        .range = {0, largest_seed}},
       {.name = "shuffle",
        .type = KeyType::boolean,
        .help = "whether each epoch has an order of its own",
        .field = &TrainConfig::shuffle},
       {.name = "precision",
        .type = KeyType::choice,
        .help = "the arithmetic",
        .field = &TrainConfig::precision,
        .words = all_words<onednn::Precision>()},
       {.name = "init",
        .type = KeyType::file,
        .help = "a safetensors file with start weights",
        .field = &TrainConfig::init}}};
}

}  // namespace cae
