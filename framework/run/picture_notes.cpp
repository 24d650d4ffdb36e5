#include "framework/run/picture_notes.h"

#include "framework/base/count_text.h"

namespace cae {

std::string run_note(const std::string& experiment, const std::string& variant, std::uint64_t seed) {
  return "experiment " + experiment + (variant.empty() ? "" : ", variant " + variant) + ", seed " +
         std::to_string(seed);
}

std::string images_note(std::int64_t count, ImageSet from) {
  return counted(count, std::string(to_string(from)) + " image");
}

std::string weights_note(const std::string& weights) {
  return weights.empty() ? "" : "weights of the " + weights + " epoch";
}

std::string joined_notes(const std::string& a, const std::string& b, const std::string& c) {
  std::string all;
  for (const std::string* note : {&a, &b, &c}) {
    if (!note->empty()) all += (all.empty() ? "" : "; ") + *note;
  }
  return all;
}

}  // namespace cae
