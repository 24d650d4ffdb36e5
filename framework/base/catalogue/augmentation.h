// E620 to E622, W641 to W644, W806: what augmentations do to inputs and targets.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/fit.h"
#include "framework/base/catalogue/plugin.h"
#include "framework/base/count_text.h"

namespace cae::catalogue {

// `on` of a use in `augment` has another word than these.
inline Diagnostic unknown_changed_images(const Place& place, std::string_view found,
                                         const std::vector<std::string>& known) {
  return {.code = "E620",
          .place = place,
          .message = "'on' cannot be '" + std::string(found) + "'",
          .help = "allowed are: " + plugin_word_list(known, "none") +
                  "; 'both' changes also what the reconstruction is compared with"};
}

// A use that is `on: both` made targets that the loss cannot have.
inline Diagnostic changed_targets_outside(const Place& place, std::string_view plugin, float least,
                                          float greatest, std::string_view loss) {
  return {
      .code = "E621",
      .place = place,
      .message = "after '" + std::string(plugin) + "' the targets go from " + short_number(least) + " to " +
                 short_number(greatest) + ", and " + std::string(loss) + " needs targets of 0 to 1",
      .help = "use it on the inputs alone (on: inputs), let it clip (clip: true), or set 'train.loss: mse'"};
}

inline Diagnostic nothing_to_preview(std::string_view experiment, const std::vector<std::string>& variants) {
  return {.code = "E622",
          .place = {.file = std::string(experiment)},
          .message = "it has no augmentations, so there is nothing to preview",
          .help = variants.empty()
                      ? "list some under 'augment' (cae-lab plugins shows them)"
                      : "choose a variant that has: --variant " + plugin_word_list(variants, "NAME")};
}

inline Diagnostic targets_stay(const Place& place, std::string_view plugin) {
  return {.code = "W641",
          .place = place,
          .message =
              "'" + std::string(plugin) +
              "' moves the pixels of the inputs but not those of the targets: the model is asked to undo a "
              "random movement",
          .help = "write 'on: both', so that the targets are moved too",
          .severity = Severity::warning};
}

inline Diagnostic targets_corrupted(const Place& place, std::string_view plugin) {
  return {.code = "W642",
          .place = place,
          .message = "'" + std::string(plugin) +
                     "' corrupts the targets, too: the model learns to repeat what it should remove",
          .help = "leave out 'on: both': the inputs alone are changed then",
          .severity = Severity::warning};
}

inline Diagnostic augmentation_idle(const Place& place, std::string_view plugin, std::int64_t images) {
  return {
      .code = "W643",
      .place = place,
      .message = "'" + std::string(plugin) + "' changes none of the " + counted(images, "image") +
                 " that it was tried on",
      .help =
          "is one of its parameters 0 or very small, or are 'train' and 'test' both false? cae-lab plugins " +
          std::string(plugin) + " explains them",
      .severity = Severity::warning};
}

inline Diagnostic test_targets_changed(const Place& place, std::string_view plugin) {
  return {.code = "W644",
          .place = place,
          .message = "'" + std::string(plugin) +
                     "' changes the targets of the test images: their losses cannot be compared with those "
                     "of other runs",
          .help = "set 'test: false', or leave out 'on: both'",
          .severity = Severity::warning};
}

struct CutPixels {
  double share = 0.0;                            // of the pixels
  double least = 0.0, greatest = 0.0;            // of the images
  double left_least = 0.0, left_greatest = 0.0;  // of what the augmentation gives
};

inline Diagnostic augmentation_cuts(Place place, std::string_view plugin, const CutPixels& cut) {
  char percent[32];
  std::snprintf(percent, sizeof percent, "%.*f", cut.share < 0.1 ? 1 : 0, 100.0 * cut.share);
  const std::string left = cut.left_least == cut.left_greatest
                               ? "the same number everywhere, " + short_number(cut.left_least)
                               : short_number(cut.left_least) + " to " + short_number(cut.left_greatest);
  return warning("W806", std::move(place),
                 "'" + shown(plugin) + "' clips " + percent + " % of the pixels: the images go from " +
                     short_number(cut.least) + " to " + short_number(cut.greatest) + ", and the model sees " +
                     left,
                 "scale the images into the range that it keeps, or turn clipping off (clip: false)");
}

}  // namespace cae::catalogue
