// E1xx and E2xx: the language. E10x the text, E11x the model's frame, E12x params and arithmetic, E13x a
// layer's words, E15x names, E2xx shapes and memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

namespace model_words {

inline std::string quoted(std::string_view word) {
  return in_quotes(word, 40);
}

inline std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 48;
  std::string all;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) all += (i == 0 ? "" : ", ") + names[i];
  return names.size() > most ? all + ", ..." : all;
}

inline std::string lower(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

inline std::string upper(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace model_words

// --- E10x: the text
// ------------------------------------------------------------------------------------------------

// Whether a line goes on with names of layers: "conv 8 3x3 as level", "from level", "add level".
inline bool names_layers(std::string_view line, std::string_view word) {
  return word == "from" || word == "output" || word == "add" || word == "multiply" || word == "concat" ||
         word == "sample" || line.find(" as ") != std::string_view::npos;
}

// What the beginning of a line that cannot be read tells of what was meant; "": nothing. `before`: the text
// of the line up to what was found.
inline std::string habit_of_others(std::string_view before, std::string_view expected,
                                   std::string_view found) {
  const std::size_t begin = std::min(before.find_first_not_of(" \t"), before.size());
  const std::string_view line = before.substr(begin);
  const std::string_view word = line.substr(0, line.find_first_of(" \t([{"));
  if (word == "for" || word == "while")
    return "lines are written out several times by 'repeat 3 { ... }', or 'repeat 3 as i { ... }' to count "
           "them";
  if (word == "def" || word == "fn" || word == "function" || word == "module" || word == "class")
    return "lines with a name of their own are written 'block NAME(FILTERS, act=relu) { ... }'";
  if ((word == "let" || word == "param") && expected == "the end of the line")
    return "a " + std::string(word) +
           " is a number made by + - * /, min(a, b), max(a, b), floor(a) and ceil(a); a layer gets its name "
           "at its end, as in 'conv 8 3x3 as x'";
  if (word == "block" && found == "':'") return "a default is written NAME=VALUE, as in act=relu";
  const bool of_image = word == "input" || word == "reshape";
  const bool comma = found == "','" && (expected == "')'" || of_image) && word != "block";
  const bool bracket = found == "'['" && (expected == "a value" || expected.ends_with("the end of the line"));
  if (comma || (bracket && !names_layers(line, word)))
    return std::string("sizes are written with an x between them, as in ") + (of_image ? "28x28x1" : "3x3");
  const std::size_t behind_word = line.find_first_not_of(" \t", word.size());
  if (bracket && behind_word != std::string_view::npos)
    return "a number behind a name is written without a blank, as in level[2]";
  if (word == "input" && expected == "a value" && found.starts_with("the end"))
    return "the size of an image is written HxWxC, as in 'input 28x28x1', that of a row 'input N'";
  if (found.starts_with("'.") && found.size() > 3 && (found[2] < '0' || found[2] > '9'))
    return "what is inside a call cannot be read from outside: the call's name stands for its last line";
  if (word == "repeat" && (expected == "a '{'" || found == "'{'"))
    return "it is written 'repeat 3 { ... }', or 'repeat 3 as i { ... }' to count the repetitions";
  if (word == "from" && expected == "the end of the line")
    return "'from NAME' is a line of its own; add, multiply and concat read several layers";
  if (found == "'='" && expected.ends_with("the end of the line") &&
      line.substr(word.size()).find_first_not_of(" \t") == std::string_view::npos)
    return "a layer gets its name at its end, as in 'conv 8 3x3 as " + std::string(word.substr(0, 40)) + "'";
  return "";
}

// What was expected comes from the grammar's rules; `found` is the token as it is to be shown: "'foo'", "the
// end of the line". `instead`: what to do where the character itself is the mistake; `before`: the line's
// text before it.
inline Diagnostic unexpected_token(Place place, std::string_view expected, std::string_view found,
                                   std::string_view instead = "", std::string_view before = "") {
  const bool plain =
      found.starts_with("the end") || (found.starts_with("'") && static_cast<unsigned char>(found[1]) < 0x80);
  const bool in_layer = expected.ends_with("key=value or the end of the line");
  const bool quote = found == "'\"'" || found == "'''";
  const bool digit_first = found.size() > 3 && found[1] >= '0' && found[1] <= '9';
  const std::string habit = habit_of_others(before, expected, found);
  std::string help(instead);
  if (!help.empty()) {
    help += "; outside comments a model is written in ASCII";
  } else if (!habit.empty()) {
    help = habit;
  } else if (found == "'\u00d7'") {
    help = "sizes are written with the letter x, as in 3x3";
  } else if (!plain) {
    help = "outside comments a model is written in ASCII letters, digits and signs";
  } else if (expected == "'model'") {
    help = "a model begins with 'model NAME {'";
  } else if (expected == "'{'" || expected == "the model's name") {
    help = "a model is written 'model NAME { ... }'";
  } else if (expected == "'='") {
    help = "values are written 'param NAME = NUMBER' or 'let NAME = NUMBER'";
  } else if (expected == "a name") {
    help = "a name is a letter or '_', then letters, digits and '_'";
  } else if (expected == "a blank") {
    help = "put a blank between two words";
  } else if (expected == "a path in double quotes") {
    help = "a file is included by 'include \"FILE.cae\"'";
  } else if (quote) {
    help = "words are written without quotes";
  } else if (found == "','" && in_layer) {
    help = "words and options are separated by blanks, not by commas";
  } else if (digit_first && found.find('X') != std::string_view::npos) {
    help = "sizes are written with a small x, as in 3x3";
  } else if (expected == "a value") {
    help = "an option is written key=value, as in stride=2 or pad=same";
  } else if (expected.ends_with("right after the 'x'")) {
    help = "sizes are written HxW, as in 3x3 or (k)x(k)";
  } else if (expected == "a '{'") {
    help = "its lines are between '{' and '}'";
  } else if (expected.starts_with("a parameter's name")) {
    help = "a block is written 'block NAME(FILTERS, act=relu) { ... }'";
  } else if (expected == "']'") {
    help = "a number is written in brackets, as in level[2]";
  } else if (expected.starts_with("a block, an include")) {
    help = "an included file holds only blocks";
  } else if (expected.find("')'") != std::string_view::npos) {
    help = "every '(' is closed by a ')' on its own line";
  } else if (expected.starts_with("a layer")) {
    help = "a line is a layer as in 'conv 8 3x3 relu', 'param NAME = NUMBER', 'input HxWxC', or 'encoder {'";
  } else if (found == "'x'") {
    help = "sizes are written without blanks, as in 28x28x1";
  } else if (expected == "the end of the line") {
    help = "nothing more is allowed on this line";
  } else if (in_layer) {
    help = found == "'{'" ? "a '{' follows encoder, decoder, block NAME and repeat N alone"
           : digit_first
               ? "a name begins with a letter, and a number has digits alone"
               : "a layer is its kind, words, key=value options, then 'as NAME', each after a blank";
  } else {
    help = "numbers may be added, subtracted, multiplied and divided, with params and parentheses";
  }
  return {.code = "E101",
          .place = std::move(place),
          .message = "expected " + std::string(expected) + ", found " + std::string(found),
          .help = std::move(help)};
}

inline Diagnostic not_a_text(Place place) {
  return {.code = "E102",
          .place = std::move(place),
          .message = "this is not a text file: it contains a zero byte",
          .help = "a model is a plain text in UTF-8; is this the right file?"};
}

inline Diagnostic nested_too_deep(Place place, int limit) {
  return {.code = "E103",
          .place = std::move(place),
          .message = "more than " + std::to_string(limit) + " brackets are open here",
          .help = "use fewer parentheses and braces inside each other"};
}

inline Diagnostic text_too_long(std::string_view file, std::size_t bytes, std::size_t limit) {
  return {.code = "E104",
          .place = {.file = std::string(file)},
          .message =
              "this file has " + std::to_string(bytes) + " bytes, a model at most " + std::to_string(limit),
          .help = "is this the right file?"};
}

inline Diagnostic empty_text(std::string_view file) {
  return {.code = "E105",
          .place = {.file = std::string(file)},
          .message = "this file holds no model",
          .help = "a model is written 'model NAME { input HxWxC ... }'"};
}

inline Diagnostic never_closed(Place place, std::string_view what) {
  return {.code = "E106",
          .place = std::move(place),
          .message = "the '{' of " + std::string(what) + " is never closed",
          .help = "put a '}' on a line of its own where it ends"};
}

inline Diagnostic after_the_model(Place place, Place end) {
  Diagnostic diagnostic{.code = "E107",
                        .place = std::move(place),
                        .message = "unexpected text after the model",
                        .help = "a file holds one model; is there one '}' too many?"};
  diagnostic.notes.push_back({std::move(end), "the model ends here"});
  return diagnostic;
}

inline Diagnostic more_errors(std::string_view file, std::size_t count, bool at_least) {
  return {.code = "E108",
          .place = {.file = std::string(file)},
          .message = std::string(at_least ? "at least " : "") + std::to_string(count) + " more " +
                     (count == 1 ? "error is" : "errors are") + " not shown",
          .help = "correct those above first"};
}

// --- E11x: the model's frame
// ---------------------------------------------------------------------------------------

inline Diagnostic unknown_block(Place place, std::string_view found) {
  return {.code = "E110",
          .place = std::move(place),
          .message = "no part of a model is called " + model_words::quoted(found),
          .help = did_you_mean(found, {"encoder", "decoder"},
                               "the parts are 'encoder' and 'decoder'; layers may also be outside of both")};
}

inline Diagnostic block_in_block(Place place, std::string_view found, std::string_view outer,
                                 Place outer_place) {
  Diagnostic diagnostic{.code = "E111",
                        .place = std::move(place),
                        .message = std::string(found) + " is not allowed inside " + std::string(outer),
                        .help = "is the '}' of " + std::string(outer) + " missing above this line?"};
  diagnostic.notes.push_back({std::move(outer_place), std::string(outer) + " begins here"});
  return diagnostic;
}

inline Diagnostic block_twice(Place place, std::string_view name, Place first) {
  Diagnostic diagnostic{
      .code = "E112",
      .place = std::move(place),
      .message = "the model already has its " + std::string(name),
      .help = "put all layers of the " + std::string(name) + " between one '{' and its '}'"};
  diagnostic.notes.push_back({std::move(first), "the first one is here"});
  return diagnostic;
}

inline Diagnostic no_input(Place place) {
  return {.code = "E113",
          .place = std::move(place),
          .message = "the model has no input",
          .help = "put 'input HxWxC' before the first layer, for example 'input 28x28x1'"};
}

inline Diagnostic input_twice(Place place, Place first) {
  Diagnostic diagnostic{.code = "E114",
                        .place = std::move(place),
                        .message = "the model already has its input",
                        .help = "keep one of the two lines"};
  diagnostic.notes.push_back({std::move(first), "the first one is here"});
  return diagnostic;
}

inline Diagnostic input_too_late(Place place) {
  return {.code = "E115",
          .place = std::move(place),
          .message = "the input comes after a layer",
          .help = "move this line before the first layer"};
}

inline Diagnostic only_outside_blocks(Place place, std::string_view what, std::string_view block) {
  return {.code = "E116",
          .place = std::move(place),
          .message = std::string(what) + " is not allowed inside " + std::string(block),
          .help = "move this line before " +
                  std::string(block == "encoder" || block == "decoder" ? "the " : "") + std::string(block)};
}

// Of a block that is called.
inline Diagnostic input_inside_block(Place place, std::string_view block) {
  return {.code = "E116",
          .place = std::move(place),
          .message = "the input is not allowed inside " + std::string(block),
          .help = "remove this line: inside a block 'input' is what arrives at the call"};
}

inline Diagnostic no_layers(Place place) {
  return {.code = "E117",
          .place = std::move(place),
          .message = "the model has no layer",
          .help = "add at least one"};
}

inline Diagnostic too_many_layers(Place place, std::size_t limit) {
  return {.code = "E118",
          .place = std::move(place),
          .message = "a model has at most " + std::to_string(limit) + " layers",
          .help = "use fewer"};
}

// What other libraries call a layer, in lower case and without '_'; "": nothing that is known.
inline std::string_view layer_of_others(std::string_view word) {
  std::string plain = model_words::lower(word);
  std::erase(plain, '_');
  const auto begins = [&](std::string_view with) { return plain.starts_with(with); };
  if (begins("batchnorm")) return "bn";
  if (begins("convtranspose") || begins("conv2dtranspose") || begins("transposedconv")) return "deconv";
  if (plain == "fc" || plain == "fullyconnected") return "dense";
  if (begins("resize") || begins("interpolate") || begins("unpool")) return "upsample";
  return "";
}

inline Diagnostic unknown_layer(Place place, std::string_view found, const std::vector<std::string>& kinds,
                                const std::vector<std::string>& other_words) {
  std::vector<std::string> candidates = kinds;
  candidates.insert(candidates.end(), other_words.begin(), other_words.end());
  std::string help;
  if (found == "return") {
    help = "a block gives what its last line gives";
  } else if (const std::string_view meant = layer_of_others(found); !meant.empty()) {
    help = did_you_mean(meant);
  } else {
    help = did_you_mean(found, candidates, "the layers are " + model_words::listed(kinds));
  }
  return {.code = "E119",
          .place = std::move(place),
          .message = "no layer is called " + model_words::quoted(found),
          .help = std::move(help)};
}

// --- E12x: params and arithmetic
// -----------------------------------------------------------------------------------

// `what` is what the name was defined as, "param", "let", and `first` the first of that name.
inline Diagnostic value_twice(Place place, std::string_view name, std::string_view what, Place first) {
  Diagnostic diagnostic{
      .code = "E120",
      .place = std::move(place),
      .message = "there is already a " + std::string(what) + " " + model_words::quoted(name),
      .help = "give this one another name"};
  diagnostic.notes.push_back({std::move(first), "the first one is here"});
  return diagnostic;
}

inline Diagnostic reserved_value(Place place, std::string_view name, std::string_view what) {
  return {.code = "E121",
          .place = std::move(place),
          .message =
              model_words::quoted(name) + " is a word of the language and cannot name a " + std::string(what),
          .help = "give the " + std::string(what) + " another name"};
}

// "(k)x3" for "kx3", which is one word, if its parts are params and numbers; else "".
inline std::string sizes_meant(std::string_view word, const std::vector<std::string>& params,
                               int most_sizes = 3) {
  constexpr std::size_t longest = 200;  // no person writes longer sizes
  if (most_sizes < 2 || word.size() > longest) return "";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto size = [&](std::string_view part) -> std::string {
    if (!part.empty() && std::all_of(part.begin(), part.end(), is_digit)) return std::string(part);
    const bool param = std::find(params.begin(), params.end(), part) != params.end();
    return param ? "(" + std::string(part) + ")" : "";
  };
  for (std::size_t at = word.find('x'); at != std::string_view::npos; at = word.find('x', at + 1)) {
    const std::string first = size(word.substr(0, at));
    // What begins with a digit is read as sizes anyway.
    if (first.empty() || (most_sizes == 3 && is_digit(first.front()))) continue;
    const std::string_view rest = word.substr(at + 1);
    const std::string others = size(rest).empty() ? sizes_meant(rest, params, most_sizes - 1) : size(rest);
    if (!others.empty()) return first + "x" + others;
  }
  return "";
}

inline std::string sizes_are_written(std::string_view sizes) {
  return "sizes made of params are written " + std::string(sizes);
}

// A word where a number is needed. `words` are the words that are allowed there too; `reserved`: no param can
// have that name.
inline Diagnostic unknown_param(Place place, std::string_view name, std::string_view meant_for,
                                const std::vector<std::string>& params, const std::vector<std::string>& words,
                                bool reserved) {
  std::vector<std::string> candidates = params;
  candidates.insert(candidates.end(), words.begin(), words.end());
  std::string otherwise = "write a number";
  if (!params.empty()) {
    otherwise = "the params are " + model_words::listed(params);
  } else if (!reserved) {
    otherwise +=
        ", or put 'param " + std::string(name.substr(0, 40)) + " = NUMBER' at the beginning of the model";
  }
  if (meant_for.ends_with("[...]") && params.empty())
    otherwise = "write a number, or the counter of a repeat around this line: 'repeat 3 as i { ... }'";
  if (!words.empty()) otherwise += "; the names allowed here are " + model_words::listed(words);
  if (const std::string sizes = sizes_meant(name, params); !sizes.empty()) {
    otherwise = sizes_are_written(sizes);
    candidates.clear();
  }
  return {.code = "E122",
          .place = std::move(place),
          .message = model_words::quoted(name) + " is not a param" +
                     (meant_for.empty() ? "" : ", and " + std::string(meant_for) + " needs a number"),
          .help = did_you_mean(name, candidates, otherwise)};
}

// A word, "relu", where a param or a let takes its value.
inline Diagnostic word_as_number(Place place, std::string_view name) {
  return {.code = "E122",
          .place = std::move(place),
          .message = model_words::quoted(name) + " is a word of the language, not a number",
          .help =
              "params and lets are numbers; what is a word can be a block's parameter, as in 'block "
              "NAME(act = relu) { ... }'"};
}

inline Diagnostic value_used_too_early(Place place, std::string_view name, std::string_view what,
                                       Place definition) {
  Diagnostic diagnostic{
      .code = "E123",
      .place = std::move(place),
      .message = "the " + std::string(what) + " " + model_words::quoted(name) + " is used before its line",
      .help = "move the " + std::string(what) + "'s line up"};
  diagnostic.notes.push_back({std::move(definition), "it gets its value here"});
  return diagnostic;
}

// `let width = width * 2`
inline Diagnostic value_of_itself(Place place, std::string_view name, std::string_view what) {
  return {
      .code = "E123",
      .place = std::move(place),
      .message = "the " + std::string(what) + " " + model_words::quoted(name) + " is used in its own line",
      .help =
          "a name never gets another value: give this one a new name; in a repeat its counter makes the "
          "difference, as in 8*i"};
}

inline Diagnostic uneven_division(Place place, std::int64_t left, std::int64_t right) {
  return {.code = "E124",
          .place = std::move(place),
          .message = std::to_string(left) + " / " + std::to_string(right) + " is not a whole number",
          .help = "whole numbers must divide evenly; divide by " + std::to_string(right) +
                  ".0 if a fraction is meant"};
}

inline Diagnostic division_by_zero(Place place) {
  return {.code = "E125",
          .place = std::move(place),
          .message = "division by zero",
          .help = "the number after '/' must not be 0"};
}

inline Diagnostic number_too_large(Place place) {
  return {.code = "E126",
          .place = std::move(place),
          .message = "this number is too large",
          .help = "whole numbers go to 9223372036854775807, others to 1.7e308"};
}

inline Diagnostic unknown_override(std::string_view file, std::string_view name,
                                   const std::vector<std::string>& params) {
  return {.code = "E127",
          .place = {.file = std::string(file)},
          .message = "this model has no param " + model_words::quoted(name) + " to set",
          .help = did_you_mean(
              name, params,
              params.empty() ? "it has no params" : "its params are " + model_words::listed(params))};
}

inline Diagnostic override_not_finite(std::string_view file, std::string_view name) {
  return {.code = "E128",
          .place = {.file = std::string(file)},
          .message = "the value set for the param " + model_words::quoted(name) + " is not a finite number",
          .help = "set it to a number like 56 or 0.5"};
}

// `found` is the text after --set.
inline Diagnostic set_is_no_number(std::string_view found) {
  return {.code = "E129",
          .message = "--set needs NAME=NUMBER, not " + model_words::quoted(found),
          .help = "write, for example, --set width=56"};
}

inline std::string param_was_set(std::string_view name, std::string_view value) {
  return "'" + std::string(name) + "' was set to " + std::string(value) + " from outside this file";
}

// --- E13x: a layer's words
// -----------------------------------------------------------------------------------------

// `usage` is the layer's whole line: "conv FILTERS KERNEL [ACTIVATION] stride=1 ...".
inline Diagnostic missing_word(Place place, std::string_view kind, std::string_view missing,
                               std::string_view before, std::string_view usage) {
  return {.code = "E130",
          .place = std::move(place),
          .message = std::string(kind) + " needs " + std::string(missing) +
                     (before.empty() ? "" : " before " + model_words::quoted(before)),
          .help = "write " + std::string(usage)};
}

inline Diagnostic word_too_many(Place place, std::string_view kind, std::string_view found,
                                std::string help) {
  return {.code = "E131",
          .place = std::move(place),
          .message = "unexpected argument " + model_words::quoted(found) + " of " + std::string(kind),
          .help = std::move(help)};
}

inline Diagnostic unknown_option(Place place, std::string_view kind, std::string_view found,
                                 const std::vector<std::string>& options) {
  return {.code = "E132",
          .place = std::move(place),
          .message = std::string(kind) + " has no option " + model_words::quoted(found),
          .help = did_you_mean(found, options,
                               options.empty() ? std::string(kind) + " has no options"
                                               : "its options are " + model_words::listed(options))};
}

// "slope=0.2" beside "leaky_relu".
inline Diagnostic option_of_activation(Place place, std::string_view name, std::string_view activation,
                                       std::string_view option) {
  return {.code = "E142",
          .place = std::move(place),
          .message = model_words::quoted(name) + " is a setting of " + std::string(activation) +
                     ", not of the layer",
          .help = "write " + std::string(activation) + "(" + std::string(option) + ")"};
}

inline Diagnostic option_twice(Place place, std::string_view name, Place first) {
  Diagnostic diagnostic{.code = "E133",
                        .place = std::move(place),
                        .message = model_words::quoted(name) + " is given twice",
                        .help = "keep one of the two"};
  diagnostic.notes.push_back({std::move(first), "the first one is here"});
  return diagnostic;
}

inline Diagnostic word_after_option(Place place, std::string_view found, std::string_view usage) {
  return {.code = "E134",
          .place = std::move(place),
          .message = model_words::quoted(found) + " comes after an option",
          .help = "values without a key come first, then key=value: " + std::string(usage)};
}

// `needed` says what is allowed there: "a whole number", "one of valid, same".
inline Diagnostic wrong_value(Place place, std::string_view setting, std::string_view needed,
                              std::string_view found, std::string help) {
  return {.code = "E135",
          .place = std::move(place),
          .message = std::string(setting) + " must be " + std::string(needed) + ", not " +
                     model_words::quoted(found),
          .help = std::move(help)};
}

// `range` says which values are allowed there: "at least 1", "from 0 to 0.999".
inline Diagnostic out_of_range(Place place, std::string_view setting, std::string_view range,
                               std::string_view found) {
  return {.code = "E136",
          .place = std::move(place),
          .message = std::string(setting) + " cannot be " + std::string(found),
          .help = "it can be " + std::string(range)};
}

// `candidates` are the words that may be meant, `choices` is everything that is allowed there; `sizes`: see
// sizes_meant.
inline Diagnostic unknown_word(Place place, std::string_view setting, std::string_view found,
                               const std::vector<std::string>& candidates, const std::string& choices,
                               std::string_view sizes = "") {
  return {.code = "E137",
          .place = std::move(place),
          .message = std::string(setting) + " cannot be " + model_words::quoted(found),
          .help = found == "x"     ? "sizes are written without blanks, as in 3x3"
                  : !sizes.empty() ? sizes_are_written(sizes)
                                   : did_you_mean(found, candidates, "it can be " + choices)};
}

// The kind of a layer where an activation is needed. `below`: the next line can be that layer; after `mirror
// encoder`, which stands alone, it cannot.
inline Diagnostic layer_as_word(Place place, std::string_view setting, std::string_view kind, bool below) {
  return {.code = "E137",
          .place = std::move(place),
          .message = std::string(setting) + " cannot be " + model_words::quoted(kind) + ", which is a layer",
          .help = below ? "write it on a line of its own, below this one"
                        : "write it on a line of its own, behind the '}' of the decoder"};
}

inline Diagnostic positional_by_name(Place place, std::string_view kind, std::string_view name,
                                     std::string_view usage) {
  return {.code = "E138",
          .place = std::move(place),
          .message = model_words::upper(name) + " of " + std::string(kind) + " is written without '" +
                     std::string(name) + "='",
          .help = "write " + std::string(usage)};
}

inline Diagnostic after_the_name(Place place, std::string_view found, std::string_view name) {
  return {.code = "E139",
          .place = std::move(place),
          .message = model_words::quoted(found) + " comes after 'as " + std::string(name) + "'",
          .help = found.starts_with("-") ? "a name is a letter or '_', then letters, digits and '_'"
                                         : "'as NAME' ends a layer's line: move this before it"};
}

inline Diagnostic argument_without_name(Place place, std::string_view kind, std::string_view found,
                                        std::string_view example) {
  return {
      .code = "E140",
      .place = std::move(place),
      .message = "the argument " + model_words::quoted(found) + " of " + std::string(kind) + " has no name",
      .help = "write " + std::string(example)};
}

inline Diagnostic takes_no_arguments(Place place, std::string_view found, std::string_view usage) {
  return {.code = "E141",
          .place = std::move(place),
          .message = model_words::quoted(found) + " takes nothing in parentheses",
          .help = "write " + std::string(usage)};
}

// --- E15x: names
// ---------------------------------------------------------------------------------------------------

inline Diagnostic name_twice(Place place, std::string_view name, Place first) {
  Diagnostic diagnostic{.code = "E150",
                        .place = std::move(place),
                        .message = "there is already a layer " + model_words::quoted(name),
                        .help = "give this one another name"};
  diagnostic.notes.push_back({std::move(first), "the first one is here"});
  return diagnostic;
}

// "level[100*i + j]" of the name `level` and the counters i and j.
inline std::string numbered_name(std::string_view name, const std::vector<std::string>& counters) {
  std::string number;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    std::string factor = i + 1 == counters.size() ? "" : "1";
    for (std::size_t later = i + 1; later < counters.size(); ++later) factor += "00";
    number += (i == 0 ? "" : " + ") + (factor.empty() ? "" : factor + "*") + counters[i];
  }
  return std::string(name.substr(0, 40)) + "[" + number + "]";
}

// A line that repetitions write out more than once. `written` is what stands behind 'as' without a number,
// `counters` are those of the repeats around the line, the outermost first; "" for one that is not counted.
inline Diagnostic name_repeated(Place place, std::string_view name, std::string_view written,
                                std::vector<std::string> counters) {
  const std::vector<std::string> usual{"i", "j", "k", "l", "m", "n"};
  std::string counted;
  std::size_t next = 0;
  for (std::string& counter : counters) {
    if (!counter.empty()) continue;
    while (next + 1 < usual.size() && std::count(counters.begin(), counters.end(), usual[next]) > 0) ++next;
    counter = usual[next];
    counted += (counted.empty() ? "" : ", ") + ("'repeat N as " + counter + "'");
  }
  return {.code = "E154",
          .place = std::move(place),
          .message = "this line is written out more than once, and each time its layer is called " +
                     model_words::quoted(name),
          .help = (counted.empty() ? "" : "count each repetition around it (" + counted + "), and ") +
                  "put a number behind the name that differs in each, as in " +
                  numbered_name(written, counters)};
}

inline Diagnostic name_of_unnamed(Place place, std::string_view name, std::string_view kind, Place other) {
  Diagnostic diagnostic{.code = "E151",
                        .place = std::move(place),
                        .message = model_words::quoted(name) + " is the name that another " +
                                   std::string(kind) + " has by its number",
                        .help = "give one of the two another name"};
  diagnostic.notes.push_back(
      {std::move(other), "this layer has no name of its own and is called " + std::string(name)});
  return diagnostic;
}

inline Diagnostic reserved_name(Place place, std::string_view name) {
  return {.code = "E152",
          .place = std::move(place),
          .message = model_words::quoted(name) + " cannot name a layer: it means the model's images",
          .help = "give the layer another name"};
}

inline Diagnostic name_too_long(Place place, std::size_t limit) {
  return {.code = "E153",
          .place = std::move(place),
          .message = "this name is longer than " + std::to_string(limit) + " characters",
          .help = "use a shorter one"};
}

// --- E2xx: shapes and memory
// ---------------------------------------------------------------------------------------

// `arriving` and `layer` with `reason` make one sentence; `needed` is the shape it would need or "".
inline Diagnostic shape_mismatch(Place place, std::string_view arriving, std::string_view layer,
                                 std::string_view reason, std::string_view needed, std::string help,
                                 Note producer) {
  Diagnostic diagnostic{.code = "E201",
                        .message = std::string(arriving) + " arrives at " + std::string(layer) + " (line " +
                                   std::to_string(place.line) + "), " + std::string(reason) +
                                   (needed.empty() ? "" : ": it needs " + std::string(needed)),
                        .help = std::move(help)};
  diagnostic.place = std::move(place);
  diagnostic.notes.push_back(std::move(producer));
  return diagnostic;
}

inline std::string gives_shape(std::string_view layer, std::string_view shape) {
  return std::string(layer) + " gives " + std::string(shape) + " here";
}

inline Diagnostic image_too_large(Place place, std::string_view shape, std::int64_t side,
                                  std::int64_t numbers) {
  return {.code = "E202",
          .place = std::move(place),
          .message = "an input of " + std::string(shape) + " is too large",
          .help = "a height or width can be at most " + std::to_string(side) + ", an image at most " +
                  std::to_string(numbers) + " numbers"};
}

// `size` with its unit: "3.9 TB".
inline Diagnostic not_enough_memory_for_model(Place place, std::string_view model, std::string_view size,
                                              std::string_view largest, std::string_view largest_size,
                                              Place largest_place) {
  Diagnostic diagnostic{.code = "E203",
                        .place = std::move(place),
                        .message = "training " + std::string(model) + " takes at least " + std::string(size) +
                                   " of memory, more than this machine has",
                        .help = "make that layer smaller, or pool before it"};
  diagnostic.notes.push_back(
      {std::move(largest_place), std::string(largest) + " alone takes " + std::string(largest_size)});
  return diagnostic;
}

}  // namespace cae::catalogue
