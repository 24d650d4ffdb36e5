// Every key of an experiment: what it may hold, what it means, and which field of RunConfig it sets. The
// reading, the messages, the record of a run and docs/experiments.md all come from this table; a new setting
// is one new row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "framework/base/value_range.h"
#include "framework/train/run_config.h"

namespace cae {

enum class KeyType {
  name,        // letters, digits, '-', '_', '.'
  integer,     // a whole number in the range
  number,      // a finite number in the range
  amount,      // a whole number in the range, or a share: a number below 1
  flag,        // true or false
  word,        // one of `words`
  file,        // a path that must exist, relative to the experiment's folder
  section,     // a map with the keys of `section`
  parameters,  // a map from names to numbers, for the model
  plugins,     // a list of maps, each with `plugin` and that plugin's settings
  variants,    // a map from names to maps of keys of a run
  seeds,       // a list of whole numbers
};

// The field of a RunConfig that a key sets; monostate where more than one field is set.
using Field = std::variant<std::monostate, std::int64_t*, std::uint64_t*, double*, bool*, std::string*>;

struct Section;

struct Key {
  std::string name = {};
  KeyType type = KeyType::name;
  std::string help = {};  // goes on after "NAME is": one line, no full stop
  Field (*field)(RunConfig&) = nullptr;
  ValueRange range = {};  // of an integer, a number or an amount
  bool required = false;
  bool may_be_folder = false;     // of a file
  bool may_choose_array = false;  // of a file: "x.npz#x_train"
  std::vector<std::string> words = {};
  std::vector<std::string> kinds = {};      // the values of `kind` that have this key; empty for all
  std::vector<std::string> excludes = {};   // keys that cannot stand beside it
  std::vector<std::string> elsewhere = {};  // what other programs call it; for "did you mean"
  const Section* section = nullptr;
};

struct Section {
  std::string path;  // "train.optimizer"; "" for the file
  std::vector<Key> keys;

  const Key* find(std::string_view name) const;
  std::vector<std::string> names() const;
  // The key that an unknown name was probably meant to be, or "".
  std::string meant(std::string_view name) const;
};

// The file, with the sections below it.
const Section& experiment_keys();

// The sections, by path, that have a key of this name.
std::vector<std::string> sections_with(std::string_view key);

// What a key may hold, for messages and documentation: "a whole number", "one of sgd, adam, adamw".
std::string wanted(const Key& key);
// "from 1 to 65536", "above 0", "at least 0"; "" where there is no bound.
std::string range_text(const Key& key);
// The value in a RunConfig as it would be written in YAML; "" for keys that set more than one field.
std::string field_text(const Key& key, RunConfig config);

// The table of docs/experiments.md.
std::string keys_as_markdown();

}  // namespace cae
