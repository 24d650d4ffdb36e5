// The classes of rows, numbered from 0 in the order of their labels.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace plugin {

// The different labels in ascending order.
class Classes {
 public:
  Classes(const std::int64_t* labels, std::size_t count) { add(labels, count); }

  void add(const std::int64_t* labels, std::size_t count) {
    labels_.insert(labels_.end(), labels, labels + count);
    std::sort(labels_.begin(), labels_.end());
    labels_.erase(std::unique(labels_.begin(), labels_.end()), labels_.end());
  }

  std::size_t count() const { return labels_.size(); }
  const std::vector<std::int64_t>& labels() const { return labels_; }

  // Of each label, which must be among these.
  std::vector<std::size_t> numbers(const std::int64_t* labels, std::size_t count) const {
    std::vector<std::size_t> numbers(count);
    std::transform(labels, labels + count, numbers.begin(), [&](std::int64_t label) {
      return static_cast<std::size_t>(std::lower_bound(labels_.begin(), labels_.end(), label) -
                                      labels_.begin());
    });
    return numbers;
  }

  // As metrics and columns call them.
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const std::int64_t label : labels_) names.push_back(std::to_string(label));
    return names;
  }

 private:
  std::vector<std::int64_t> labels_;
};

// How many rows are of both: one row of counts for each of `firsts`, one column for each of `seconds`.
inline std::vector<std::size_t> counts_of_pairs(const std::vector<std::size_t>& first, std::size_t firsts,
                                                const std::vector<std::size_t>& second, std::size_t seconds) {
  std::vector<std::size_t> counts(firsts * seconds);
  for (std::size_t row = 0; row < first.size(); ++row) ++counts[first[row] * seconds + second[row]];
  return counts;
}

}  // namespace plugin
