// How settings are declared: each struct of settings has, beside its fields, a table with the key, the range
// and the meaning of each. The reading of an experiment, its messages, the record of a run and
// docs/experiments.md all come from these tables, so a new setting is a field and a row of one file.
#pragma once

#include <cassert>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <variant>
#include <vector>

#include "framework/base/value_range.h"
#include "framework/base/words.h"

namespace cae {

enum class KeyType {
  name,        // letters, digits, '-', '_', '.'
  integer,     // a whole number in the range
  number,      // a finite number in the range
  amount,      // a whole number in the range, or a share: a number below 1
  boolean,     // true or false
  choice,      // one of `words`
  file,        // a path that must exist, relative to the experiment's folder
  section,     // a map with the keys of `section`
  parameters,  // a map from names to numbers, for the model
  plugins,     // a list of maps, each with `plugin` and that plugin's settings
  variants,    // a map from names to maps of keys of a run
  seeds,       // a list of whole numbers
  sweep,       // keys of a run with the values that each takes in turn
};

// A field that holds one of the values of an enum, read and written by its word (base/words.h).
class WordField {
 public:
  template <class Value>
  explicit WordField(Value* field)
      : field_(field),
        get_([](const void* from) { return word_of(*static_cast<const Value*>(from)); }),
        set_([](void* to, std::string_view text) {
          const std::optional<Value> value = from_word<Value>(text);
          if (value) *static_cast<Value*>(to) = *value;
          return value.has_value();
        }) {}

  std::string word() const { return get_(field_); }
  bool set(std::string_view word) const { return set_(field_, word); }  // false: there is no such word

 private:
  void* field_;
  std::string (*get_)(const void*);
  bool (*set_)(void*, std::string_view);
};

// The field that a key sets; monostate where more than one field is set.
using Field =
    std::variant<std::monostate, std::int64_t*, std::uint64_t*, double*, bool*, std::string*, WordField>;

template <class Value>
Field field_of(Value& value) {
  if constexpr (std::is_constructible_v<Field, Value*>) {
    return &value;
  } else {
    return WordField(&value);
  }
}

// How a key's field is reached in the struct that has it: by a pointer to a member, or by a function.
class FieldIn {
 public:
  FieldIn() = default;
  template <class Owner, class Value>
  FieldIn(Value Owner::*member)
      : owner_(&typeid(Owner)),
        reach_([member](void* owner) { return field_of(static_cast<Owner*>(owner)->*member); }) {}
  template <class Owner>
  explicit FieldIn(Field (*reach)(Owner&, const std::string& name), const std::string& name)
      : owner_(&typeid(Owner)),
        reach_([reach, name](void* owner) { return reach(*static_cast<Owner*>(owner), name); }) {}

  explicit operator bool() const { return static_cast<bool>(reach_); }
  template <class Owner>
  Field operator()(Owner& owner) const {
    assert(*owner_ == typeid(Owner));
    return reach_(&owner);
  }

  // The same field, reached in a struct that has this one's as a part.
  template <class Owner, class Part>
  FieldIn within(Part Owner::*part) const {
    FieldIn outer;
    if (!reach_) return outer;
    assert(*owner_ == typeid(Part));
    outer.owner_ = &typeid(Owner);
    outer.reach_ = [part, inner = reach_](void* owner) {
      return inner(&(static_cast<Owner*>(owner)->*part));
    };
    return outer;
  }

 private:
  const std::type_info* owner_ = nullptr;
  std::function<Field(void*)> reach_;
};

struct Section;

struct Key {
  std::string name = {};
  KeyType type = KeyType::name;
  std::string help = {};  // goes on after "NAME is": one line, no full stop
  FieldIn field = {};
  ValueRange range = {};
  bool required = false;
  bool may_be_folder = false;     // of a file
  bool may_choose_array = false;  // of a file: "x.npz#x_train"
  std::vector<std::string> words = {};
  std::vector<std::string> kinds = {};      // the values of `kind` that have this key; empty for all
  std::vector<std::string> excludes = {};   // keys that are not allowed beside it
  std::vector<std::string> elsewhere = {};  // what other programs call it; for "did you mean"
  std::shared_ptr<const Section> section = nullptr;
};

struct Section {
  std::string path;  // "train.optimizer"; "" for the file
  std::vector<Key> keys;

  const Key* find(std::string_view name) const;  // nullptr for none
  std::vector<std::string> names() const;
};

// The keys of a part, as keys of the struct that has the part.
template <class Owner, class Part>
std::shared_ptr<const Section> within(Part Owner::*part, Section section) {
  for (Key& key : section.keys) {
    key.field = key.field.within(part);
    if (key.section) key.section = within(part, *key.section);
  }
  return std::make_shared<const Section>(std::move(section));
}

// The largest count that a setting may have.
inline constexpr double largest_count = 1e9;
// Every seed up to 2^53 - 1 is exact in JSON and SQL tools.
inline constexpr double largest_seed = 9007199254740991;

}  // namespace cae
