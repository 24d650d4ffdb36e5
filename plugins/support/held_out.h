// An analysis that learns from the rows of one table and is tested on those of another.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "support/subject.h"

namespace plugin {

inline constexpr cae_parameter train_parameter(const char* help) {
  return {"train", CAE_TABLE, "none", 0.0, 0.0, "none", help};
}

// How many images of the one are among those of the other; 0 in `check`.
inline std::size_t common_images(const Subject& one, const Subject& other) {
  if (one.from != other.from || one.samples == nullptr || other.samples == nullptr) return 0;
  const std::unordered_set<std::int64_t> known(one.samples, one.samples + one.numbers.rows);
  return static_cast<std::size_t>(std::count_if(other.samples, other.samples + other.numbers.rows,
                                                [&](std::int64_t sample) { return known.contains(sample); }));
}

// Reports why nothing that is learned from `train` can be tested on `tested`.
inline int check_held_out(const cae_host& host, const Subject& tested, const Subject& train) {
  const std::size_t needed = tested.numbers.columns, given = train.numbers.columns;
  if (needed != given) {
    return complain_of(host, "train",
                       "'" + train.name + "' has " + std::to_string(given) + " columns, and '" + tested.name +
                           "' has " + std::to_string(needed));
  }
  if (train.name == tested.name) return complain_of(host, "train", "must not be the table that is tested");
  if (const std::size_t common = common_images(train, tested); common > 0) {
    return complain_of(host, "train",
                       "'" + train.name + "' and '" + tested.name + "' have " + std::to_string(common) +
                           " images in common; test with images that were not learned from");
  }
  return CAE_OK;
}

// What is tested, and what is learned from: nothing where the parameter `train` is 'none'.
struct HeldOut {
  Subject tested;
  std::optional<Subject> train;

  const Subject* training() const { return train ? &*train : nullptr; }
};

// Nothing, with the reason reported, where one of both is not usable.
inline std::optional<HeldOut> find_held_out(const cae_host& host, const SubjectChoice& choice,
                                            const std::string& train, const Call& call) {
  std::optional<Subject> tested = find_subject(host, choice, call);
  if (!tested) return std::nullopt;
  HeldOut found{std::move(*tested), std::nullopt};
  if (train == "none") return found;
  found.train = find_subject(host, "train", train, call, "none");
  if (!found.train || check_held_out(host, found.tested, *found.train) != CAE_OK) return std::nullopt;
  return found;
}

}  // namespace plugin
