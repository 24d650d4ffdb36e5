// The rows of `plugin check`: what a plugin is tried for.
#pragma once

#include <span>
#include <string_view>

#include "framework/base/words.h"

namespace cae {

enum class CheckRow {
  loads,
  declaration,
  works,
  bounds,
  same_bits,
  threads,
  batches,
  sizes,
  limits,
  odd_numbers,
  state,
  leaks,
  end
};

inline std::span<const Word<CheckRow>> words_of(CheckRow) {
  static constexpr Word<CheckRow> words[] = {{CheckRow::loads, "loads"},
                                             {CheckRow::declaration, "declaration"},
                                             {CheckRow::works, "works"},
                                             {CheckRow::bounds, "bounds"},
                                             {CheckRow::same_bits, "same-bits"},
                                             {CheckRow::threads, "threads"},
                                             {CheckRow::batches, "batches"},
                                             {CheckRow::sizes, "sizes"},
                                             {CheckRow::limits, "limits"},
                                             {CheckRow::odd_numbers, "odd-numbers"},
                                             {CheckRow::state, "state"},
                                             {CheckRow::leaks, "leaks"},
                                             {CheckRow::end, "end"}};
  return words;
}

// What is tried, for people.
constexpr std::string_view meaning_of(CheckRow row) {
  constexpr std::string_view meanings[] = {"its file loads, and its constructors return",
                                           "name, ranges and help of what it declares",
                                           "ordinary images, with its defaults",
                                           "it keeps to the memory that it is given, while it is given it",
                                           "the same input gives the same bits, beside other uses",
                                           "1 and 4 threads, and any order of a loop, give the same bits",
                                           "an image does not depend on the others of its batch",
                                           "no image, one, odd sizes, no labels, no tables",
                                           "each parameter at its least and greatest, and each word",
                                           "constant, huge, infinite images and NaN",
                                           "it leaves thread and process as they were",
                                           "memory, files and threads after many calls",
                                           "the program ends as it would without it"};
  return meanings[static_cast<std::size_t>(row)];
}

}  // namespace cae
