// E81x and W80x: settings, images and model that do not go together.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "framework/base/catalogue/shown.h"
#include "framework/base/count_text.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

// `setting` as it was written; `wanted` is the number of images that it comes to.
inline Diagnostic validation_count(Place place, double setting, double wanted, std::int64_t images) {
  const std::string share = setting < 1.0 ? short_number(setting) + " of " : std::string();
  const std::string all = share + counted(images, "training image");
  return {.code = "E813",
          .place = std::move(place),
          .message = wanted < 1.0
                         ? "data.validation would hold out no image: " + all + " is less than half of one"
                         : "data.validation would hold out " + counted(std::llround(wanted), "image") +
                               ", but there are " + count_text(images) +
                               ", and at least one must be left to train on",
          .help = "a whole number of images below " + count_text(images) + ", or a share below 1"};
}

// "0 to 1", "0 and more", "any number"
inline std::string range_in_words(double low, double high) {
  if (std::isfinite(low) && std::isfinite(high)) return short_number(low) + " to " + short_number(high);
  if (std::isfinite(low)) return short_number(low) + " and more";
  return std::isfinite(high) ? short_number(high) + " and less" : "any number";
}

// Every digit, since 1.0000001 is outside too.
inline Diagnostic targets_outside(std::string_view file, float least, float greatest, std::string_view loss) {
  const auto exact = [](float value) {
    char text[32];
    return std::string(text, std::to_chars(text, text + sizeof text, value).ptr);
  };
  return {.code = "E812",
          .place = {.file = std::string(file)},
          .message = "the images go from " + exact(least) + " to " + exact(greatest) + ", but the loss " +
                     std::string(loss) + " needs 0 to 1",
          .help =
              "scale them to 0 to 1 (uint8 images are divided by 255 as they are read), or train with "
              "'train.loss: mse' and a last activation that can give their range"};
}

inline Diagnostic no_labels(std::string_view file, Place output_place, std::string_view output) {
  Diagnostic diagnostic{
      .code = "E814",
      .place = {.file = std::string(file)},
      .message = "these images have no labels, which the output " + in_quotes(output) + " learns",
      .help = "name a file of labels (data.train.labels), or remove the output from the model"};
  diagnostic.notes.push_back({std::move(output_place), "the output is here"});
  return diagnostic;
}

inline Diagnostic too_few_classes(std::string_view file, std::int64_t largest, Place output_place,
                                  std::string_view output, std::int64_t classes) {
  Diagnostic diagnostic{.code = "E815",
                        .place = {.file = std::string(file)},
                        .message = "there is a label " + std::to_string(largest) + ", and the output " +
                                   in_quotes(output) + " has numbers for the labels 0 to " +
                                   std::to_string(classes - 1),
                        .help = "give that layer " + std::to_string(largest + 1) + " units"};
  diagnostic.notes.push_back({std::move(output_place), "the output is here"});
  return diagnostic;
}

inline Diagnostic warning(std::string code, Place place, std::string message, std::string help) {
  return {.code = std::move(code),
          .place = std::move(place),
          .message = std::move(message),
          .help = std::move(help),
          .severity = Severity::warning};
}

// What ends a model, as the W801 below call it.
inline std::string last_layer_of_model(std::string_view layer) {
  return "the model's last layer, " + shown(layer) + ",";
}
inline std::string last_layer_of_output(std::string_view output, std::string_view layer) {
  return "the output " + in_quotes(output) + (output == layer ? "" : ", by its layer " + shown(layer) + ",");
}

// "ends with relu, which gives 0 and more"
inline std::string ends_with(std::string_view activation, double low, double high) {
  return (activation.empty() ? " ends without an activation" : " ends with " + std::string(activation)) +
         ", which gives " + range_in_words(low, high);
}

// `activation`: "" for none. `of_experiment`: the loss is that of the experiment, not of the output.
inline Diagnostic activation_does_not_fit(Place place, const std::string& last_layer,
                                          std::string_view activation, double low, double high,
                                          std::string_view loss, bool of_experiment) {
  const bool logits = loss == "bce_logits";
  const auto written = [&](const char* word) {
    return of_experiment ? "set 'train.loss: " + std::string(word) + "'"
                         : "write 'loss=" + std::string(word) + "'";
  };
  return warning("W801", std::move(place),
                 last_layer + ends_with(activation, low, high) + ", but the loss " + std::string(loss) +
                     (logits ? " takes the sigmoid of it and needs any number" : " needs 0 to 1"),
                 logits
                     ? "leave the last activation out, or " + written("bce") + " after a sigmoid"
                     : "end with sigmoid, or " + written("bce_logits") + " (without an activation) or mse");
}

inline Diagnostic leaves_range_of_loss(Place place, const std::string& last_layer, std::string_view kind,
                                       std::string_view loss) {
  return warning("W801", std::move(place),
                 last_layer + " gives numbers outside of 0 to 1 in training, but the loss " +
                     std::string(loss) + " needs 0 to 1",
                 "put the " + std::string(kind) + " before the last activation, or set another loss");
}

inline Diagnostic outputs_sum_to_one(Place place, const std::string& last_layer, std::string_view loss) {
  return warning("W801", std::move(place),
                 last_layer + " gives the channels of each pixel, or a row, as shares of 1, which the loss " +
                     std::string(loss) + " does not need and images are not",
                 "end with sigmoid; softmax belongs before a cross-entropy with labels");
}

inline Diagnostic softmax_of_bounded(Place place, const std::string& last_layer, std::string_view activation,
                                     double low, double high) {
  return warning("W801", std::move(place),
                 last_layer + ends_with(activation, low, high) +
                     ", but the loss cross_entropy takes the softmax of it and needs any number",
                 "leave the last activation out, or end with softmax");
}

inline Diagnostic softmax_of_shares(Place place, const std::string& last_layer) {
  return warning(
      "W801", std::move(place),
      last_layer + " gives shares of 1, and the loss cross_entropy takes the softmax of them again",
      "put softmax last, behind flatten and reshape, or leave it out");
}

inline Diagnostic rate_never_reached(Place place, std::int64_t warmup, std::int64_t epochs, double rate) {
  return warning("W802", std::move(place),
                 "the warm-up takes " + counted(warmup, "epoch") + " and training " + count_text(epochs) +
                     ", so the rate never reaches " + short_number(rate),
                 "give 'train.schedule.warmup' fewer epochs than 'train.epochs'");
}

inline Diagnostic rate_rises(Place place, double rate, double final_rate) {
  return warning("W803", std::move(place),
                 "the rate rises: from " + short_number(rate) + " to " + short_number(final_rate) +
                     " with the last step",
                 "give 'train.schedule.final_rate' less than 'train.optimizer.rate'");
}

inline Diagnostic rate_never_drops(Place place, std::int64_t first_drop, std::int64_t epochs) {
  return warning("W804", std::move(place),
                 "the rate never drops: its first drop would come after epoch " + count_text(first_drop) +
                     ", and there are " + count_text(epochs),
                 "give 'train.schedule.every' fewer epochs");
}

// `output`: "" where the model has one.
inline Diagnostic images_out_of_reach(std::string_view file, double least, double greatest,
                                      std::string_view output, std::string_view activation, double low,
                                      double high) {
  return warning("W805", {.file = std::string(file)},
                 "the images go from " + short_number(least) + " to " + short_number(greatest) +
                     ", but the last activation of " +
                     (output.empty() ? "the model" : "the output " + in_quotes(output)) + ", " +
                     std::string(activation) + ", gives " + range_in_words(low, high),
                 "scale the images into that range, or end the model with another activation");
}

inline Diagnostic beta_never_reached(Place place, std::string_view layer, double warmup,
                                     std::int64_t epochs) {
  return warning("W808", std::move(place),
                 "the warm-up of " + std::string(layer) + " takes " + short_number(warmup) +
                     " epochs and training " + count_text(epochs) + ", so its beta never reaches its value",
                 "give 'warmup' fewer epochs than 'train.epochs'");
}

// `first`: the path of one of them.
inline Diagnostic images_passed_over(std::string_view folder, std::int64_t count, std::string_view first) {
  const std::string what = counted(count, "image file");
  return warning(
      "W807", {.file = std::string(folder)},
      (count == 1 ? what + " is not a PNG file and is passed over: "
                  : what + " are not PNG files and are passed over; the first is ") +
          in_quotes(first, longest_path),
      "convert them to PNG (ImageMagick: mogrify -format png FILE...), or move them out of the folder");
}

}  // namespace cae::catalogue
