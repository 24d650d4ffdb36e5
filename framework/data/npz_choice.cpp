#include "framework/data/npz_choice.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace cae {
namespace {

// Names of images, each with those of the labels beside it, the likeliest first.
struct Pair {
  std::string_view images;
  std::array<std::string_view, 4> labels;
};
constexpr std::array<Pair, 4> pairs = {{{"images", {"labels", "target", "y", "Y"}},
                                        {"x", {"y", "labels", "target", "Y"}},
                                        {"X", {"y", "Y", "labels", "target"}},
                                        {"data", {"target", "labels", "y", "Y"}}}};
// What numpy.savez calls arrays that are given without a name.
constexpr std::string_view first_unnamed = "arr_0";
constexpr std::string_view second_unnamed = "arr_1";

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Two arrays without names are images and labels; of more, the meaning is unknown.
bool are_unnamed_pair(const std::vector<std::string>& names) {
  return names.size() == 2 && holds(names, first_unnamed) && holds(names, second_unnamed);
}

std::string_view word_of(DataPart part) {
  return part == DataPart::training ? "train" : "test";
}

std::string joined(std::string_view before, std::string_view after) {
  return std::string(before) + "_" + std::string(after);
}

// The forms of a name for one part, then the one for both.
std::vector<std::string> forms(std::string_view name, DataPart part) {
  return {joined(name, word_of(part)), joined(word_of(part), name), std::string(name)};
}

// The parts of a name before and after a word: in x_train, "" and "_train" around x.
struct Frame {
  std::string_view before, after;
};
std::optional<Frame> frame_of(std::string_view name, std::string_view word) {
  if (name == word) return Frame{"", ""};
  if (name.starts_with(word) && name[word.size()] == '_') return Frame{"", name.substr(word.size())};
  const std::size_t begin = name.size() - std::min(name.size(), word.size());
  if (begin > 0 && name.ends_with(word) && name[begin - 1] == '_') return Frame{name.substr(0, begin), ""};
  return std::nullopt;
}

// The array that has one of the words as its name (a name for the part comes before one for both parts); else
// the unnamed one of a pair, else the only one.
std::string usual_array(const std::vector<std::string>& names, std::span<const std::string_view> words,
                        DataPart part, std::string_view unnamed) {
  for (std::size_t form = 0; form < 3; ++form) {
    for (const std::string_view word : words) {
      const std::string name = forms(word, part)[form];
      if (holds(names, name)) return name;
    }
  }
  if (are_unnamed_pair(names)) return std::string(unnamed);
  return names.size() == 1 ? names.front() : "";
}

}  // namespace

std::string images_array(const std::vector<std::string>& names, DataPart part) {
  std::array<std::string_view, pairs.size()> words = {};
  std::transform(pairs.begin(), pairs.end(), words.begin(), [](const Pair& pair) { return pair.images; });
  return usual_array(names, words, part, first_unnamed);
}

std::string labels_beside(const std::vector<std::string>& names, const std::string& images) {
  if (images == first_unnamed && are_unnamed_pair(names)) return std::string(second_unnamed);
  for (const Pair& pair : pairs) {
    const std::optional<Frame> frame = frame_of(images, pair.images);
    if (!frame) continue;
    for (const std::string_view labels : pair.labels) {
      const std::string name = std::string(frame->before) + std::string(labels) + std::string(frame->after);
      if (holds(names, name)) return name;
    }
  }
  return "";
}

std::string labels_array(const std::vector<std::string>& names, DataPart part) {
  return usual_array(names, pairs.front().labels, part, second_unnamed);
}

}  // namespace cae
