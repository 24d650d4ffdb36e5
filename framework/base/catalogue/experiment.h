// E3xx: experiment files and what --set changes in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

// "a, b or c", "a, b and c", "a, b, c".
inline std::string listed(const std::vector<std::string>& words, std::string_view last_joint = " or ") {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? std::string(last_joint) : ", ") + words[i];
  }
  return text;
}

// The maps of an experiment that have a key; "" is the top level.
inline std::string places_of_key(const std::vector<std::string>& sections) {
  std::vector<std::string> names;
  for (const std::string& path : sections) names.push_back(path.empty() ? "the top level" : "'" + path + "'");
  return listed(names);
}

// --- the text ---

enum class YamlFault {
  colon_missing,       // a line without ": "
  colon_without_room,  // "epochs:100"
  colon_repeated,      // "a: b: c"
  indentation,         // deeper or less deep than its neighbours
  comma_missing,       // "{ a: 1 b: 2 }"
  list_never_closed,
  map_never_closed,
  quote_never_closed,
  closing_bracket,  // "]" or "}" with nothing to close
  not_an_entry,     // something that is not a further key of the map or item of the list it stands in
  escape,
  reserved_character,  // @ ` % at the start of a value
  unknown_alias,
  alias_in_itself,
  directive,
  other,
};

inline Diagnostic broken_yaml(Place place, YamlFault fault) {
  struct Wording {
    const char* message;
    const char* help;
  };
  const auto wording = [&]() -> Wording {
    switch (fault) {
      case YamlFault::colon_missing:
        return {"there is no ':' between this key and its value", "write it as 'key: value'"};
      case YamlFault::colon_without_room:
        return {"the ':' after a key must be followed by a space", "write it as 'key: value'"};
      case YamlFault::colon_repeated:
        return {"a second ':' in one value",
                "begin a new line for the next key (inside { } a ','), or put the value in quotes"};
      case YamlFault::indentation:
        return {"this line's indentation fits none of the lines before it",
                "keys of one map start in the same column"};
      case YamlFault::comma_missing:
        return {"a ',' is missing before this key's ':'", "write { key: value, key: value }"};
      case YamlFault::list_never_closed:
        return {"this '[' is never closed", "add the ']' that ends the list, and a ',' between its items"};
      case YamlFault::map_never_closed:
        return {"this '{' is never closed", "add the '}' that ends the map, and a ',' between its keys"};
      case YamlFault::quote_never_closed:
        return {"this quote is never closed", "end the text with the same quote"};
      case YamlFault::closing_bracket:
        return {"this bracket closes nothing that is open here", "'[' is closed by ']', '{' by '}'"};
      case YamlFault::not_an_entry:
        return {"this does not continue the lines before it",
                "a map has only 'key: value' lines, a list only '- item' lines, each in one column"};
      case YamlFault::escape:
        return {"no such escape in a quoted text", "write \\\\ for a backslash, or use single quotes"};
      case YamlFault::reserved_character:
        return {"a value cannot begin with this character", "put the value in quotes"};
      case YamlFault::unknown_alias:
        return {"there is no anchor of this name above", "define it with '&name' before '*name' uses it"};
      case YamlFault::alias_in_itself:
        return {"this alias is inside the value that it names", "a value cannot contain itself"};
      case YamlFault::directive:
        return {"a '%' line is not used in experiments", "remove the line"};
      case YamlFault::other:
        break;
    }
    return {"this is not valid YAML", "see the example in docs/experiments.md"};
  }();
  return {.code = "E301", .place = std::move(place), .message = wording.message, .help = wording.help};
}

inline Diagnostic tab_indents(Place place) {
  return {.code = "E302",
          .place = std::move(place),
          .message = "a tab cannot indent a line in YAML",
          .help = "use spaces"};
}

inline Diagnostic not_text(Place place, int byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  const std::string hex = {digits[static_cast<std::size_t>(byte) / 16 % 16],
                           digits[static_cast<std::size_t>(byte) % 16]};
  return {.code = "E303",
          .place = std::move(place),
          .message = "byte 0x" + hex + " is not allowed in an experiment",
          .help = "an experiment is YAML text in UTF-8; is this the right file?"};
}

inline Diagnostic empty_experiment(Place place) {
  return {.code = "E304",
          .place = std::move(place),
          .message = "there is no experiment in this file",
          .help = "it needs at least 'model' and 'data'; see docs/experiments.md"};
}

inline Diagnostic several_documents(Place place) {
  return {.code = "E305",
          .place = std::move(place),
          .message = "a second document begins here; a file holds one experiment",
          .help = "move it to a file of its own, or make it one of 'variants'"};
}

inline Diagnostic experiment_too_large(Place place, std::size_t bytes, std::size_t limit) {
  return {.code = "E306",
          .place = std::move(place),
          .message = "the file has " + std::to_string(bytes) + " bytes; an experiment has at most " +
                     std::to_string(limit),
          .help = "is this the right file?"};
}

inline Diagnostic line_too_long(Place place, std::size_t bytes, std::size_t limit) {
  return {.code = "E307",
          .place = std::move(place),
          .message = "this line has " + std::to_string(bytes) + " bytes; at most " + std::to_string(limit) +
                     " are allowed",
          .help = "break it into several lines"};
}

inline Diagnostic nested_too_deeply(Place place, int limit) {
  return {.code = "E308",
          .place = std::move(place),
          .message = "maps and lists are nested more than " + std::to_string(limit) + " deep here",
          .help = "no key of an experiment is nested that deeply"};
}

inline Diagnostic too_many_values(Place place, std::size_t limit) {
  return {.code = "E309",
          .place = std::move(place),
          .message = "the file has more than " + std::to_string(limit) + " values, aliases included",
          .help = "split it into several experiments"};
}

inline Diagnostic tag_not_used(Place place) {
  return {.code = "E310",
          .place = std::move(place),
          .message = "tags such as '!!str' are not used in experiments",
          .help = "remove the tag"};
}

inline Diagnostic not_a_map(Place place, std::string_view found) {
  return {.code = "E318",
          .place = std::move(place),
          .message = "an experiment is a map of keys, not " + std::string(found),
          .help = "write 'key: value' lines; see docs/experiments.md"};
}

// --- keys ---

inline Diagnostic key_not_a_name(Place place) {
  return {.code = "E311",
          .place = std::move(place),
          .message = "a key must be a plain name, not a list, a map or nothing",
          .help = "write 'name: value'"};
}

inline Diagnostic repeated_key(Place place, std::string_view key, Place first) {
  return {.code = "E312",
          .place = std::move(place),
          .message = "the key " + in_quotes(key) + " appears twice in this map",
          .help = "remove one of the two",
          .notes = {{.place = std::move(first), .text = "it is here first"}}};
}

// `where` names the map ("train.optimizer", "" for the file), `meant` the key that was probably meant,
// `sections` the maps that do have the key.
inline Diagnostic unknown_key(Place place, std::string_view key, std::string_view where,
                              std::string_view meant, const std::vector<std::string>& known,
                              const std::vector<std::string>& sections) {
  std::string help;
  if (key == "<<") {
    help = "merge keys are not supported; use 'variants', which are merged over the file";
  } else if (!sections.empty()) {
    help = "it belongs in " + places_of_key(sections);
  } else if (!meant.empty()) {
    help = did_you_mean(meant);
  } else {
    help = "the keys here are " + listed(known, " and ");
  }
  return {.code = "E313",
          .place = std::move(place),
          .message = where.empty() ? "an experiment has no key " + in_quotes(key)
                                   : "'" + std::string(where) + "' has no key " + in_quotes(key),
          .help = std::move(help)};
}

// A key that only some kinds of optimizer or schedule have.
inline Diagnostic key_of_other_kind(Place place, std::string_view key, std::string_view where,
                                    std::string_view kind, const std::vector<std::string>& kinds) {
  return {.code = "E314",
          .place = std::move(place),
          .message =
              "'" + std::string(where) + "' of kind '" + std::string(kind) + "' has no key " + in_quotes(key),
          .help = "only " + listed(kinds) + " has it; remove it, or choose that kind"};
}

inline Diagnostic keys_exclude_each_other(Place place, std::string_view key, std::string_view other,
                                          std::string_view where, Place other_place) {
  return {.code = "E315",
          .place = std::move(place),
          .message = "'" + std::string(where) + "' cannot have both '" + std::string(key) + "' and '" +
                     std::string(other) + "'",
          .help = "remove one of the two",
          .notes = {{.place = std::move(other_place), .text = "'" + std::string(other) + "' is here"}}};
}

inline Diagnostic missing_key(Place place, std::string_view key, std::string_view where,
                              std::string_view meaning) {
  return {.code = "E316",
          .place = std::move(place),
          .message = where.empty() ? "the experiment has no '" + std::string(key) + "'"
                                   : "'" + std::string(where) + "' has no '" + std::string(key) + "'",
          .help = "add '" + std::string(key) + "': " + std::string(meaning)};
}

// --- values ---

// `wanted` and `found` read on after "must be": "a whole number", "the text 'abc'".
inline Diagnostic wrong_type(Place place, std::string_view key, std::string_view wanted,
                             std::string_view found, std::string_view help) {
  return {.code = "E320",
          .place = std::move(place),
          .message = "'" + shown(key) + "' must be " + std::string(wanted) + ", not " + std::string(found),
          .help = std::string(help)};
}

// The same for one item of a list.
inline Diagnostic wrong_item(Place place, std::string_view key, std::string_view wanted,
                             std::string_view found, std::string_view help) {
  return {.code = "E320",
          .place = std::move(place),
          .message = "each item of '" + shown(key) + "' must be " + std::string(wanted) + ", not " +
                     std::string(found),
          .help = std::string(help)};
}

inline Diagnostic no_value(Place place, std::string_view key, std::string_view wanted) {
  return {.code = "E321",
          .place = std::move(place),
          .message = "'" + shown(key) + "' has no value",
          .help = "give it " + std::string(wanted) + ", or remove the key"};
}

// `range` reads on after "must be": "from 1 to 65536", "above 0".
inline Diagnostic value_out_of_range(Place place, std::string_view key, std::string_view range,
                                     std::string_view found, std::string_view meaning) {
  return {.code = "E322",
          .place = std::move(place),
          .message = "'" + shown(key) + "' must be " + std::string(range) + ", not " + shown(found),
          .help = "'" + shown(key) + "' is " + std::string(meaning)};
}

inline Diagnostic not_finite(Place place, std::string_view key, std::string_view found) {
  return {.code = "E323",
          .place = std::move(place),
          .message = "'" + shown(key) + "' must be a finite number, not " + shown(found),
          .help = "infinity and NaN are never allowed"};
}

inline Diagnostic unknown_word(Place place, std::string_view key, const std::vector<std::string>& words,
                               std::string_view found, std::string_view meaning) {
  return {.code = "E324",
          .place = std::move(place),
          .message = "'" + shown(key) + "' must be " + listed(words) + ", not " + in_quotes(found),
          .help = did_you_mean(found, words, "'" + shown(key) + "' is " + std::string(meaning))};
}

inline Diagnostic bad_name(Place place, std::string_view what, std::string_view found) {
  return {.code = "E325",
          .place = std::move(place),
          .message = in_quotes(found) + " cannot name " + std::string(what),
          .help = "use 1 to 64 letters, digits, '-', '_' or '.', beginning with a letter or digit"};
}

inline Diagnostic bf16_not_here(Place place, std::string_view instruction_set) {
  return {.code = "E326",
          .place = std::move(place),
          .message =
              "precision bf16 needs a CPU that multiplies bfloat16 numbers (avx512_core_bf16), and this one "
              "offers " +
              std::string(instruction_set),
          .help = "write 'precision: fp32', or leave the key out"};
}

inline Diagnostic repeated_seed(Place place, std::string_view seed) {
  return {.code = "E327",
          .place = std::move(place),
          .message = "the seed " + std::string(seed) + " appears twice in 'seeds'",
          .help = "the same seed gives the same run; remove one of the two"};
}

inline Diagnostic needs_test_images(Place place, std::string_view key) {
  return {.code = "E328",
          .place = std::move(place),
          .message = "'" + std::string(key) +
                     "' watches a loss of validation or test images, but 'data' has neither",
          .help = "add 'validation' or 'test' to 'data', or remove '" + std::string(key) + "'"};
}

// `path` is what was looked for: `base` and the text of the value. `base` is the experiment's folder, or the
// working directory for what the command line says.
inline Diagnostic named_file_missing(Place place, std::string_view path, std::string_view base) {
  const std::string folder = base.empty() ? "" : ", " + in_quotes(base);
  const std::string help = place.line == 0 ? "paths on the command line are relative to the working directory"
                                           : "paths are relative to the experiment's folder" + folder;
  return {.code = "E329",
          .place = std::move(place),
          .message = "there is no file " + in_quotes(path),
          .help = help};
}

inline Diagnostic named_file_is_folder(Place place, std::string_view path) {
  return {.code = "E339",
          .place = std::move(place),
          .message = in_quotes(path) + " is a folder, not a file",
          .help = "name the file in it"};
}

inline Diagnostic plugin_not_named(Place place, std::string_view key) {
  return {.code = "E319",
          .place = std::move(place),
          .message = "this item of '" + std::string(key) + "' names no plugin",
          .help = "add 'plugin: NAME'; cae-lab plugins lists them"};
}

// --- the whole ---

inline Diagnostic too_many_runs(Place place, std::size_t limit) {
  return {.code = "E330",
          .place = std::move(place),
          .message = "variants, combinations and seeds make more than " + std::to_string(limit) +
                     " runs, the most that this file can have",
          .help = "split it into several experiments"};
}

// The model gives another shape than its input, which it is trained to reproduce.
inline Diagnostic model_gives_other_shape(Place place, std::string_view input, std::string_view output,
                                          Place layer, std::string remedy) {
  return {.code = "E332",
          .place = std::move(place),
          .message = "the model gives " + std::string(output) +
                     ", but training compares that with its input, " + std::string(input),
          .help = std::move(remedy),
          .notes = {{.place = std::move(layer), .text = std::string(output) + " comes from here"}}};
}

inline Diagnostic training_does_not_fit(Place place, std::string_view needed, std::string_view available) {
  return {.code = "E333",
          .place = std::move(place),
          .message = "training with this batch needs at least " + std::string(needed) +
                     " of memory; there are " + std::string(available),
          .help = "use a smaller batch or model"};
}

// A name in `set`, or after --set; `sections` are the maps of the experiment that have a key of this name.
inline Diagnostic unknown_parameter(Place place, std::string_view name, std::string_view model,
                                    const std::vector<std::string>& params,
                                    const std::vector<std::string>& sections) {
  const std::string near = nearest_name(name, params);
  std::string help = params.empty() ? "it has no param at all" : "its params are " + listed(params, " and ");
  if (!near.empty()) {
    help = did_you_mean(near);
  } else if (!sections.empty() && place.line == 0) {
    help = "the experiment's key is set by --set " + sections.front() + "." + std::string(name) + "=...";
  } else if (!sections.empty()) {
    help = "it is a key of " + places_of_key(sections);
  }
  return {.code = "E334",
          .place = std::move(place),
          .message = "the model " + std::string(model) + " has no param " + in_quotes(name),
          .help = std::move(help)};
}

// The note to a mistake of the model that a value from outside brought about.
inline Note parameter_set_here(Place place, std::string_view name) {
  return {.place = std::move(place), .text = "'" + std::string(name) + "' is set here"};
}

// `argument` is what stood after --set.
inline Diagnostic set_without_value(std::string_view argument) {
  return {.code = "E335",
          .place = {.file = "--set " + shown(argument)},
          .message = "this sets nothing",
          .help =
              "write --set name=value: a parameter of the model (width=56) or a key of the experiment "
              "(train.precision=fp32)"};
}

inline Diagnostic set_into_list(Place place, std::string_view key) {
  return {.code = "E336",
          .place = std::move(place),
          .message = "'" + std::string(key) + "' is a list, whose items cannot be set one by one",
          .help = "replace the whole list: --set '" + std::string(key) + "=[{plugin: NAME}]'"};
}

inline Diagnostic not_set_there(Place place, std::string_view key, std::string_view where) {
  return {.code = "E337",
          .place = std::move(place),
          .message = in_quotes(key) + " cannot be changed by " + std::string(where),
          .help = "change it in the experiment file"};
}

inline Diagnostic neither_model_nor_experiment(std::string_view file) {
  return {.code = "E338",
          .place = {.file = std::string(file)},
          .message = "this is neither a model nor an experiment",
          .help = "a model's name ends in .cae, an experiment's in .yaml or .yml"};
}

}  // namespace cae::catalogue
