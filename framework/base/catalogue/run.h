// E8xx: training and what comes after it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline std::string gibibytes(double bytes) {
  char text[32];
  std::snprintf(text, sizeof text, bytes < 1e12 ? "%.2f GiB" : "%.3g GiB",
                bytes / (1024.0 * 1024.0 * 1024.0));
  return text;
}

inline Diagnostic plan_too_large(double bytes, double available) {
  return {.code = "E801",
          .message = "this model needs " + gibibytes(bytes) + " for one step, and the machine has " +
                     gibibytes(available),
          .help = "use a smaller batch (train.batch) or a smaller model"};
}

// `wanted` may hold -1 for a number of images that is free.
inline Diagnostic probe_shape(std::string_view file, std::string_view found, std::string_view wanted) {
  std::string text(wanted);
  if (const std::size_t at = text.find("-1"); at != std::string::npos) text.replace(at, 2, "N");
  return {.code = "E802",
          .place = {.file = std::string(file)},
          .message = "this array is " + std::string(found) + ", but the model wants " + text,
          .help = "give float32 images in N,C,H,W order"};
}

inline Diagnostic probe_not_finite(std::string_view file) {
  return {.code = "E803",
          .place = {.file = std::string(file)},
          .message = "this array holds a value that is not finite",
          .help = "remove NaN and infinity from it"};
}

inline std::string at_step(std::int64_t epoch, std::int64_t step) {
  return "in epoch " + std::to_string(epoch) + ", step " + std::to_string(step);
}

// `layer`: the first whose output is not finite, or "" where the loss alone is not.
inline Diagnostic loss_not_finite(std::int64_t epoch, std::int64_t step, std::string_view layer) {
  return {.code = "E804",
          .message = "the loss is not finite " + at_step(epoch, step) +
                     (layer.empty() ? "" : "; the first layer whose output is not is " + std::string(layer)),
          .help = "lower train.optimizer.rate or set train.clip_norm; the last good checkpoint is kept",
          .blame = Blame::work};
}

inline Diagnostic gradient_not_finite(std::int64_t epoch, std::int64_t step, std::string_view parameter) {
  return {.code = "E805",
          .message = "the gradient of " + std::string(parameter) + " is not finite " + at_step(epoch, step),
          .help = "lower train.optimizer.rate or set train.clip_norm; the last good checkpoint is kept",
          .blame = Blame::work};
}

inline Diagnostic not_a_checkpoint(std::string_view file) {
  return {.code = "E806",
          .place = {.file = std::string(file)},
          .message = "this is not a checkpoint that this version of cae-lab can resume from",
          .help = "resume needs the last.safetensors of a run's folder; start weights go to train.init"};
}

inline Diagnostic checkpoint_of_another_run(std::string_view file) {
  return {.code = "E807",
          .place = {.file = std::string(file)},
          .message = "this checkpoint belongs to another run",
          .help = "use the last.safetensors of the run that you resume"};
}

inline Diagnostic resume_finished(std::string_view run) {
  return {.code = "E808",
          .message = "the run " + std::string(run) + " is done; there is nothing to resume",
          .help = "see it with cae-lab show " + std::string(run)};
}

inline Diagnostic resume_differs(std::string_view run, std::string_view what) {
  return {.code = "E809",
          .message = "the run " + std::string(run) + " was made with other settings: " + std::string(what),
          .help = "give the same experiment file and options as then; cae-lab show " + std::string(run) +
                  " has the command"};
}

inline Diagnostic resume_not_in_experiment(std::string_view run, std::string_view file) {
  return {.code = "E810",
          .place = {.file = std::string(file)},
          .message = "no run of this experiment has the variant and the seed of the run " + std::string(run),
          .help = "give the experiment file that the run was made with"};
}

inline Diagnostic unknown_pass(std::string_view found, const std::vector<std::string>& known) {
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  return {.code = "E811",
          .message = "no pass is called '" + std::string(found) + "'",
          .help = "the passes are " + all};
}

}  // namespace cae::catalogue
