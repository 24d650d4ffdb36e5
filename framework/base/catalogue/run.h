// E8xx: training and what comes after it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

// In the unit that leaves something to read: "384 KiB", "61.0 MiB", "1.25 GiB".
inline std::string bytes_text(double bytes) {
  constexpr double kib = 1024.0, mib = kib * kib, gib = mib * kib;
  char text[32];
  if (bytes < mib) {
    std::snprintf(text, sizeof text, "%.0f KiB", bytes / kib);
  } else if (bytes < gib) {
    std::snprintf(text, sizeof text, "%.1f MiB", bytes / mib);
  } else {
    std::snprintf(text, sizeof text, bytes < 1e12 ? "%.2f GiB" : "%.3g GiB", bytes / gib);
  }
  return text;
}

inline Diagnostic plan_too_large(double bytes, double available) {
  return {.code = "E801",
          .message = "this model needs " + bytes_text(bytes) + " for one step, and the machine has " +
                     bytes_text(available),
          .help = "use a smaller batch (train.batch) or a smaller model"};
}

// The machine may have it, but this process does not get it; `purpose` as in "one step of this model".
inline Diagnostic memory_refused(double bytes, std::string_view purpose, std::string_view reason) {
  return {.code = "E993",
          .message = "cannot allocate " + bytes_text(bytes) + " of memory for " + std::string(purpose) +
                     ": " + std::string(reason),
          .help =
              "raise the limit (ulimit -v, or the container's), stop other programs, use fewer threads "
              "(--threads 1), or use a smaller batch (train.batch)",
          .blame = Blame::work};
}

// `wanted` may hold -1 for a number of images that is free.
inline Diagnostic probe_shape(std::string_view file, std::string_view found, std::string_view wanted) {
  std::string text(wanted);
  if (const std::size_t at = text.find("-1"); at != std::string::npos) text.replace(at, 2, "N");
  return {.code = "E802",
          .place = {.file = std::string(file)},
          .message = "this array is " + std::string(found) + ", but the model needs " + text,
          .help = "give float32 images in N,C,H,W order"};
}

inline Diagnostic probe_needs_labels(std::string_view output) {
  return {.code = "E816",
          .place = {},
          .message = "the output " + in_quotes(output) + " is compared with labels, and none are given",
          .help = "add '--labels L.npy', one whole number for each image"};
}

inline Diagnostic probe_labels_shape(std::string_view file, std::string_view found, std::string_view wanted) {
  return {.code = "E817",
          .place = {.file = std::string(file)},
          .message = "this array is " + std::string(found) + ", but the labels of these images are " +
                     std::string(wanted),
          .help = "give one whole number for each image"};
}

inline Diagnostic probe_label(std::string_view file, double label, std::string_view output,
                              std::int64_t classes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", label);
  return {.code = "E817",
          .place = {.file = std::string(file)},
          .message = "this array holds the label " + std::string(text) + ", and the output " +
                     in_quotes(output) + " has numbers for 0 to " + std::to_string(classes - 1),
          .help = "give whole numbers in that range"};
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

// `loss`: "test loss", "validation loss"; taken after the whole epoch, with moving statistics.
inline Diagnostic evaluation_not_finite(std::string_view loss, std::int64_t epoch, std::string_view layer) {
  return {.code = "E804",
          .message = "the " + std::string(loss) + " is not finite after epoch " + std::to_string(epoch) +
                     (layer.empty() ? "" : "; the first layer whose output is not is " + std::string(layer)),
          .help =
              "training itself was finite: see that the start weights, moving variances above all, and the "
              "images are sound; else lower train.optimizer.rate",
          .blame = Blame::work};
}

// `what`: "the output of bn1", "the loss", "the gradient of conv1.weight".
inline Diagnostic probe_result_not_finite(std::string_view what, std::string_view file) {
  return {.code = "E804",
          .message = std::string(what) + " is not finite",
          .help = shown(file) + " is written nevertheless and holds every number; check the weights",
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

// `owner`: the name of the run that the checkpoint names as its own.
inline Diagnostic checkpoint_of_another_run(std::string_view file, std::string_view owner,
                                            std::string_view wanted) {
  return {.code = "E807",
          .place = {.file = std::string(file)},
          .message = owner == wanted
                         ? "this checkpoint is of a run " + in_quotes(wanted) + " with other settings"
                         : "this checkpoint belongs to the run " + in_quotes(owner) + ", not to " +
                               in_quotes(wanted),
          .help = "put back the run's own last.safetensors"};
}

// Fewer epochs than planned: its own rule ended it early.
inline Diagnostic resume_finished(std::string_view run, std::int64_t trained, std::int64_t planned) {
  const bool early = trained < planned;
  return {.code = "E808",
          .message = "the run " + std::string(run) + " is done" +
                     (early ? ", ended early after " + std::to_string(trained) + " of " +
                                  std::to_string(planned) + " epochs"
                            : "") +
                     "; there is nothing to resume",
          .help = "to train it further, give --epochs a number above " + std::to_string(trained) +
                  "; see it with cae-lab show " + std::string(run)};
}

struct ChangedSetting {
  std::string key = {};
  std::optional<std::string> then = {};  // none where there was no such setting
  std::optional<std::string> now = {};
};

// Between a run as it is in the store and what would go on.
struct ResumeDifference {
  std::vector<ChangedSetting> settings = {};
  bool model_text = false;
  bool experiment_text = false;
  std::string version_then = {};  // of cae-lab
  std::string version_now = {};
};

inline std::string changed_text(const std::vector<ChangedSetting>& settings) {
  constexpr std::size_t most = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(settings.size(), most); ++i) {
    const auto side = [](const std::optional<std::string>& value, const char* when) {
      return (value ? in_quotes(*value) : "not there") + when;
    };
    text += (i == 0 ? "" : ", ") + shown(settings[i].key) + " (" + side(settings[i].then, " then, ") +
            side(settings[i].now, " now)");
  }
  if (settings.size() > most) text += " and " + std::to_string(settings.size() - most) + " more";
  return text;
}

inline Diagnostic resume_differs(std::string_view run, const ResumeDifference& difference) {
  const std::string name(run);
  std::string changes = difference.model_text ? "another model text" : "";
  if (!difference.settings.empty()) {
    changes += (changes.empty() ? "" : ", and ") + ("other settings: " + changed_text(difference.settings));
  }
  std::string help;
  const auto advise = [&help](const std::string& text) { help += (help.empty() ? "" : "; ") + text; };
  if (difference.version_then != difference.version_now) {
    advise("cae-lab " + shown(difference.version_then) + " made it, this is " + difference.version_now +
           ": resume it with that version, or begin a new run");
  }
  if (difference.model_text) advise("cae-lab show " + name + " --text model has the model as it was");
  if (difference.experiment_text) {
    advise("the experiment file has changed: cae-lab show " + name + " --text experiment has it as it was");
  }
  if (help.empty()) advise("give the same options as then; cae-lab show " + name + " has the command");
  return {.code = "E809", .message = "the run " + name + " was made with " + changes, .help = help};
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
          .message = "no pass is called " + in_quotes(found),
          .help = did_you_mean(found, known, "the passes are " + all)};
}

}  // namespace cae::catalogue
