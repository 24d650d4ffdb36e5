// Settings whose values are words. An enum lists its words once, beside itself, as `words_of(Enum)`; the
// check of an experiment, the messages, the record of a run and the documentation all come from that list.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cae {

template <class Value>
struct Word {
  Value value;
  std::string_view text;
};

// "" for a value that the list does not have.
template <class Value>
std::string word_of(Value value) {
  for (const Word<Value>& word : words_of(value)) {
    if (word.value == value) return std::string(word.text);
  }
  return "";
}

template <class Value>
std::optional<Value> from_word(std::string_view text) {
  for (const Word<Value>& word : words_of(Value{})) {
    if (word.text == text) return word.value;
  }
  return std::nullopt;
}

template <class Value>
std::vector<std::string> all_words() {
  std::vector<std::string> all;
  for (const Word<Value>& word : words_of(Value{})) all.emplace_back(word.text);
  return all;
}

}  // namespace cae
