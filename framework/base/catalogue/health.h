// W81x: what a trained model shows of itself.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/fit.h"
#include "framework/base/count_text.h"

namespace cae::catalogue {

inline std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, share < 0.01 ? "%.2f %%" : "%.0f %%", 100.0 * share);
  return text;
}

// The first few, and how many more there are.
inline std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
    text += (i == 0 ? "" : ", ") + shown(names[i]);
  return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

// `units` count from 1; `images`: "100 test images".
inline Diagnostic constant_code(std::string_view layer, const std::vector<std::int64_t>& units,
                                std::int64_t all, const std::string& images) {
  std::vector<std::string> names;
  for (const std::int64_t unit : units) names.push_back(std::to_string(unit));
  const bool point = static_cast<std::int64_t>(units.size()) == all;
  return warning("W811", {},
                 point
                     ? "the code, " + shown(layer) + ", is a single point: " +
                           (all == 1 ? "its unit is" : "all its " + count_text(all) + " units are") +
                           " the same for " + images
                     : count_text(static_cast<std::int64_t>(units.size())) + " of the " + count_text(all) +
                           " units of the code, " + shown(layer) + ", " + (units.size() == 1 ? "is" : "are") +
                           " the same for " + images + ": " + some_of(names),
                 "a relu unit that is 0 for every image does not learn any more: try another seed, a lower "
                 "rate, or a code "
                 "without relu; a code that is a single point only in pictures is explained by W813");
}

// `share`: of the images' variance.
inline Diagnostic reconstructions_alike(double share, const std::string& images) {
  return warning(
      "W812", {},
      "the reconstructions of " + images + " are nearly the same: they vary " + percent(share) +
          " as much as the images do",
      "train for more epochs or with more images; else try another seed, another rate, or a larger code");
}

// `most`: the share of the start values from which on nothing is said.
inline Diagnostic moving_statistics_lag(const std::vector<std::string>& layers, std::int64_t steps,
                                        double momentum, double most) {
  const double left = std::pow(momentum, static_cast<double>(steps));
  constexpr double quick = 0.9;
  const std::string remedy = "write 'bn momentum=0.9' in the model";
  const std::string enough =
      momentum < 1.0
          ? "make " + count_text(static_cast<std::int64_t>(std::ceil(std::log(most) / std::log(momentum)))) +
                " steps and more (more epochs or images, or a smaller batch)"
          : std::string();
  return warning(
      "W813", {},
      "the moving statistics of " + some_of(layers) + " have seen " + counted(steps, "step") +
          " of momentum " + short_number(momentum) + ", so " + percent(left) +
          " of them is still what they began with, and test losses and pictures lag behind training",
      momentum <= quick ? enough : enough + (enough.empty() ? "" : ", or ") + remedy);
}

inline Diagnostic training_loss_not_fallen(double first, double last, std::int64_t first_epoch,
                                           std::int64_t epochs) {
  return warning(
      "W814", {},
      "the training loss has not fallen: it was " + short_number(first) + " in epoch " +
          count_text(first_epoch) + " and is " + short_number(last) + " in epoch " + count_text(epochs),
      "try another rate (train.optimizer.rate) and another seed; check that the loss fits the images");
}

inline Diagnostic code_collapsed(std::string_view layer, double active, double units) {
  return warning(
      "W815", {},
      (layer == "code" ? std::string("the code") : "the code, " + shown(layer) + ",") +
          " is used little: " + short_number(active) + " of its " + short_number(units) +
          " units are active (the variance of their mean is above 0.01)",
      "give 'sample' a warm-up (warmup=10), a smaller beta, or a capacity to reach (capacity=20); fewer "
      "units do as well where so few are enough");
}

inline Diagnostic few_vectors_used(std::string_view layer, double perplexity, double codes) {
  return warning("W816", {},
                 "the codebook of " + shown(layer) + " is used little: its perplexity is " +
                     short_number(perplexity) + ", of " + short_number(codes) + " vectors",
                 "try fewer vectors, a larger beta of 'quantize', a lower rate, or batch norm before it");
}

}  // namespace cae::catalogue
