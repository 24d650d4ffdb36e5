// E73x: runs that are compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

// The names after one another, no more than forty.
inline std::string name_list(const std::vector<std::string>& names) {
  constexpr std::size_t most = 40;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i > 0 ? ", " : "") + shown(names[i]);
  if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
  return text;
}

// `near` are names that may be meant, `experiments` all there are.
inline Diagnostic unknown_run_or_experiment(std::string_view word, const std::vector<std::string>& near,
                                            const std::vector<std::string>& experiments) {
  std::string help = "a run is named by its id, its name, or 'last'";
  if (!near.empty()) help += "; the nearest: " + name_list(near);
  if (!experiments.empty()) help += "; the experiments: " + name_list(experiments);
  return {.code = "E730",
          .message = "no run, experiment or EXPERIMENT/VARIANT is called " + in_quotes(word),
          .help = experiments.empty() ? "the store holds no run yet" : help};
}

// `near` is the name that may be meant, or ""; `alike` are those that have the name in theirs, `metrics` all.
inline Diagnostic unknown_metric(std::string_view name, std::string_view near,
                                 const std::vector<std::string>& alike,
                                 const std::vector<std::string>& metrics) {
  std::string meant = near.empty() ? "" : did_you_mean(near) + " ";
  if (near.empty() && !alike.empty()) meant = "did you mean one of " + name_list(alike) + "? ";
  return {.code = "E731",
          .message = "none of these runs has a metric " + in_quotes(name),
          .help = meant + "they have: " + name_list(metrics)};
}

inline Diagnostic nothing_to_compare() {
  return {.code = "E732",
          .message = "none of these runs is done, so there is nothing to compare",
          .help = "'cae-lab runs' lists all with their status"};
}

inline Diagnostic unknown_base(std::string_view name, const std::vector<std::string>& groups) {
  return {.code = "E733",
          .message = "no run that is compared is of the variant " + in_quotes(name),
          .help = "--against takes one of: " + name_list(groups)};
}

}  // namespace cae::catalogue
