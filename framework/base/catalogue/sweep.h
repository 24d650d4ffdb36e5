// E361 to E369, E384, E868: the sweeps of experiments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic nothing_swept(Place place, std::string_view key) {
  return {.code = "E361",
          .place = std::move(place),
          .message = "'" + shown(key) + "' has no key to sweep",
          .help = "write { set.width: [28, 56], train.batch: [50, 100] }, or remove the sweep"};
}

inline Diagnostic repeated_value(Place place, std::string_view key, std::string_view value) {
  return {.code = "E362",
          .place = std::move(place),
          .message = "the value " + in_quotes(value) + " appears twice in " + in_quotes(key),
          .help = "the same value gives the same variant; remove one of the two"};
}

inline Diagnostic swept_twice(Place place, std::string_view key, Place first) {
  return {.code = "E363",
          .place = std::move(place),
          .message = in_quotes(key) + " is swept twice",
          .help = "put all its values into one list",
          .notes = {{.place = std::move(first), .text = "it is here first"}}};
}

inline Diagnostic not_swept(Place place, std::string_view key, std::string_view help) {
  return {.code = "E364",
          .place = std::move(place),
          .message = in_quotes(key) + " cannot be swept",
          .help = std::string(help)};
}

inline Diagnostic range_in_grid(Place place, std::string_view key) {
  return {.code = "E365",
          .place = std::move(place),
          .message = in_quotes(key) + " is a range, of which a grid cannot take every value",
          .help = "list its values, or add 'search: random' and 'runs' to the sweep"};
}

// `found` combinations were all there are.
inline Diagnostic too_few_combinations(Place place, std::int64_t wanted, std::size_t found) {
  return {
      .code = "E366",
      .place = std::move(place),
      .message = "there are only " + std::to_string(found) + " combinations, not " + std::to_string(wanted),
      .help = "ask for fewer runs, or leave out 'search', 'runs' and 'seed' to make all of them"};
}

// `place` is that of --set or of an option; `sweep` that of the swept key.
inline Diagnostic swept_and_set(Place place, std::string_view key, Place sweep) {
  return {.code = "E367",
          .place = std::move(place),
          .message = in_quotes(key) + " is swept by the experiment, so it cannot be given here",
          .help = "every combination would have this value; choose one with --variant, or change the sweep",
          .notes = {{.place = std::move(sweep), .text = "it is swept here"}}};
}

inline Diagnostic not_of_a_grid(Place place, std::string_view key) {
  return {.code = "E368",
          .place = std::move(place),
          .message = "a grid makes every combination, so it has no '" + std::string(key) + "'",
          .help = "remove it, or add 'search: random'"};
}

inline Diagnostic halving_without_rounds(Place place, std::int64_t first, std::int64_t epochs) {
  return {.code = "E369",
          .place = std::move(place),
          .message = "the first round of halving has " + std::to_string(first) + " epochs, and a run has " +
                     std::to_string(epochs) + " in all",
          .help = "give 'halving' fewer epochs than 'train.epochs', or remove it"};
}

inline Diagnostic halving_among_losses(Place place) {
  return {.code = "E384",
          .place = std::move(place),
          .message = "halving ranks combinations by their loss, so it cannot choose among several of them",
          .help =
              "give 'train.loss' one value; or remove 'halving', and compare by a number that means the "
              "same for all, such as the mean squared error of the analysis reconstruction-error"};
}

// `difference` is what their losses differ in, beside how good they are.
inline Diagnostic halving_of_other_losses(Place place, std::string_view one, std::string_view other,
                                          std::string_view difference) {
  return {
      .code = "E868",
      .place = std::move(place),
      .message = "halving ranks combinations by their loss, which is another quantity in " +
                 in_quotes(other) + " than in " + in_quotes(one) + ": " + std::string(difference) +
                 " differs",
      .help =
          "leave what changes it out of the sweep; or remove 'halving', and compare by a number that means "
          "the same for all, such as the mean squared error of the analysis reconstruction-error"};
}

}  // namespace cae::catalogue
