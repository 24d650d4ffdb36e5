// E14x to E17x: arithmetic over what calls give, blocks, branches, included files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/base/catalogue/model.h"

namespace cae::catalogue {

// A parameter that a call gives something else than a number, where `meant_for` ("" for none) needs one.
inline Diagnostic not_a_number(Place place, std::string_view name, std::string_view meant_for,
                               std::string_view given, Place given_at) {
  Diagnostic diagnostic{
      .code = "E143",
      .place = std::move(place),
      .message = model_words::quoted(name) + " is " + model_words::quoted(given) + " here" +
                 (meant_for.empty() ? ", which is not a number"
                                    : ", and " + std::string(meant_for) + " needs a number"),
      .help = "give it a number in the call"};
  diagnostic.notes.push_back({std::move(given_at), "it is given here"});
  return diagnostic;
}

inline Diagnostic one_number(Place place, std::string_view function) {
  return {.code = "E144",
          .place = std::move(place),
          .message = std::string(function) + " takes one number",
          .help = "write " + std::string(function) + "(NUMBER)"};
}

// --- E16x: blocks, repeats and branches

inline Diagnostic block_name_twice(Place place, std::string_view name, Place first) {
  Diagnostic diagnostic{.code = "E160",
                        .place = std::move(place),
                        .message = "there is already a block " + model_words::quoted(name),
                        .help = "give this one another name"};
  diagnostic.notes.push_back({std::move(first), "the first one is here"});
  return diagnostic;
}

inline Diagnostic block_named_as_layer(Place place, std::string_view name) {
  return {.code = "E161",
          .place = std::move(place),
          .message = model_words::quoted(name) + " is a word of the language and cannot name a block",
          .help = "give the block another name"};
}

inline Diagnostic block_calls_itself(Place place, std::string_view name) {
  return {.code = "E162",
          .place = std::move(place),
          .message = "the block " + model_words::quoted(name) + " calls itself",
          .help = "write the layers out, or use 'repeat N { ... }'; the notes show the way here"};
}

inline Diagnostic calls_too_deep(Place place, std::size_t limit) {
  return {.code = "E163",
          .place = std::move(place),
          .message = "more than " + std::to_string(limit) + " nested calls here",
          .help = "use fewer blocks that call others"};
}

inline Diagnostic too_many_statements(Place place, std::size_t limit) {
  return {.code = "E164",
          .place = std::move(place),
          .message = "written out, this model has more than " + std::to_string(limit) + " lines",
          .help = "use smaller numbers after 'repeat'"};
}

// `layers` are the names that are allowed there.
inline Diagnostic no_such_layer(Place place, std::string_view name, const std::vector<std::string>& layers) {
  return {.code = "E165",
          .place = std::move(place),
          .message = "no layer above this line is called " + model_words::quoted(name),
          .help = layers.empty()
                      ? "put the layer that is meant above this line"
                      : did_you_mean(name, layers, "the layers are " + model_words::listed(layers))};
}

// ... but a layer inside the call `call` is.
inline Diagnostic layer_inside_call(Place place, std::string_view name, std::string_view call, Place inside) {
  Diagnostic diagnostic{.code = "E165",
                        .place = std::move(place),
                        .message = "no layer of this level is called " + model_words::quoted(name),
                        .help = "from outside only the last line of a call can be read, as " +
                                model_words::quoted(call) +
                                ": make two blocks of it, the first of which ends there"};
  diagnostic.notes.push_back({std::move(inside), "it is inside the call " + model_words::quoted(call)});
  return diagnostic;
}

// ... but a layer of the model, which the block around the line does not know.
inline Diagnostic layer_outside_block(Place place, std::string_view name, Place outside) {
  Diagnostic diagnostic{.code = "E165",
                        .place = std::move(place),
                        .message = "no layer of this block is called " + model_words::quoted(name),
                        .help =
                            "a block knows its own layers alone: make the other a parameter, as in 'block "
                            "NAME(skip) { ... }', and name it at the call"};
  diagnostic.notes.push_back({std::move(outside), model_words::quoted(name) + " is outside of the block"});
  return diagnostic;
}

inline Diagnostic not_a_layer(Place place, std::string_view found) {
  return {.code = "E166",
          .place = std::move(place),
          .message = model_words::quoted(found) + " is not the name of a layer",
          .help = "write the name that a layer above has by 'as', or by its kind and number, as in conv1"};
}

inline Diagnostic nothing_after_from(Place place) {
  return {.code = "E167",
          .place = std::move(place),
          .message = "nothing reads what this line chooses",
          .help = "put a layer after it, or remove it"};
}

// `tied=` on a layer of `kind` names `layer`, which is `found`: "a bn".
inline Diagnostic tied_to_other_kind(Place place, std::string_view kind, std::string_view wanted,
                                     std::string_view layer, std::string_view found) {
  return {.code = "E168",
          .place = std::move(place),
          .message = std::string(kind) + " can use the weights of a " + std::string(wanted) + ", and " +
                     model_words::quoted(layer) + " is " + std::string(found),
          .help = "name a " + std::string(wanted) + " above this line"};
}

inline Diagnostic tied_to_tied(Place place, std::string_view layer, std::string_view owner) {
  return {.code = "E168",
          .place = std::move(place),
          .message = model_words::quoted(layer) + " has no weights of its own, it uses those of " +
                     model_words::quoted(owner),
          .help = "name a layer that owns its weights"};
}

// Weights are written as in a file, "128x784"; `needed` are those that the owner would have to have, which a
// dense transposes. `undoing` says what a layer with the weights of `owner` takes and gives, or is "".
inline Diagnostic tied_shapes_differ(Place place, std::string_view layer, const std::string& needed,
                                     std::string_view owner, const std::string& found,
                                     std::string_view undoing, Note owner_gives) {
  Diagnostic diagnostic{.code = "E169",
                        .place = std::move(place),
                        .message = std::string(layer) + " needs weights of " + needed + ", and those of " +
                                   std::string(owner) + " are " + found,
                        .help = "it has to undo what " + std::string(owner) + " does" +
                                (undoing.empty() ? "" : ": to " + std::string(undoing))};
  diagnostic.notes.push_back(std::move(owner_gives));
  return diagnostic;
}

inline std::string take_and_give_row(std::int64_t taken, std::int64_t given) {
  return "take a row of " + std::to_string(taken) + " and give one of " + std::to_string(given);
}

inline std::string take_and_give_channels(std::int64_t taken, std::int64_t given, std::string_view kernel) {
  return "take " + std::to_string(taken) + " channels and give " + std::to_string(given) +
         ", with a kernel of " + std::string(kernel);
}

inline std::string in_call(std::string_view name) {
  return "in this call, named " + std::string(name);
}

inline std::string stands_here(std::string_view parameter) {
  return "it is the value of '" + std::string(parameter) + "' here";
}

// `name` is what counts the turns, or "".
inline std::string in_turn(std::string_view name, std::int64_t turn) {
  return "in the repetition " + std::string(name) + (name.empty() ? "" : " = ") + std::to_string(turn) +
         " of this repeat";
}

// Of notes that show how a line came to be read.
inline std::string notes_left_out(std::size_t count) {
  return std::to_string(count) + " more calls and repetitions are between these";
}

inline Diagnostic block_as_argument(Place place, std::string_view parameter, std::string_view block) {
  return {.code = "E175",
          .place = std::move(place),
          .message = model_words::quoted(parameter) + " is the block " + model_words::quoted(block) +
                     " here, and a parameter can stand for the kind of a layer alone",
          .help = "write the call of the block where it is needed"};
}

// --- E187 to E189: mirror

inline Diagnostic mirror_not_alone(Place place) {
  return {.code = "E187",
          .place = std::move(place),
          .message = "'mirror encoder' stands alone in a decoder",
          .help = "write 'decoder { mirror encoder }'; layers after it go behind the decoder"};
}

inline Diagnostic nothing_to_mirror(Place place) {
  return {
      .code = "E188",
      .place = std::move(place),
      .message = "no encoder's output arrives here",
      .help = "put the decoder right behind 'encoder { ... }', or go on from one of the encoder's layers"};
}

inline Diagnostic cannot_mirror(Place place, std::string_view layer, std::string_view reason,
                                std::string help, Place layer_place) {
  Diagnostic diagnostic{.code = "E189",
                        .place = std::move(place),
                        .message = "no layer undoes " + std::string(layer) + ", " + std::string(reason),
                        .help = std::move(help)};
  diagnostic.notes.push_back({std::move(layer_place), std::string(layer) + " is here"});
  return diagnostic;
}

inline std::string undoes_this() {
  return "it undoes this layer";
}

// --- E18x: outputs

inline Diagnostic input_as_output(Place place) {
  return {.code = "E180",
          .place = std::move(place),
          .message = "the model's input cannot be an output: there is nothing to learn",
          .help = "name a layer above this line"};
}

inline Diagnostic output_twice(Place place, std::string_view layer, Place first) {
  Diagnostic diagnostic{.code = "E181",
                        .place = std::move(place),
                        .message = model_words::quoted(layer) + " is already an output",
                        .help = "keep one of the two lines"};
  diagnostic.notes.push_back({std::move(first), "the first one is here"});
  return diagnostic;
}

inline Diagnostic loss_and_target_differ(Place place, std::string_view loss, std::string_view target) {
  return {.code = "E182",
          .place = std::move(place),
          .message = "the loss " + std::string(loss) +
                     " cannot compare an output with target=" + std::string(target),
          .help = "cross_entropy compares with target=labels, all other losses with target=input"};
}

// `layer` is an output that is compared with labels.
inline Diagnostic no_output_of_images(Place place, std::string_view layer) {
  return {.code = "E183",
          .place = std::move(place),
          .message = "no output is compared with the images",
          .help = "add 'output NAME' for the layer that gives the reconstruction; if that is " +
                  std::string(layer) + ", compare it by another loss than cross_entropy"};
}

// `reconstructed`: another output is compared with the images.
inline Diagnostic classes_need_a_row(Place place, std::string_view layer, const std::string& shape,
                                     bool reconstructed) {
  const std::string branch = "end that branch with 'flatten' and 'dense CLASSES'";
  return {.code = "E184",
          .place = std::move(place),
          .message = "cross_entropy needs a row of one number a class, and " + std::string(layer) +
                     " gives " + shape,
          .help = reconstructed ? branch
                                : "if it is the reconstruction, compare it by another loss, such as bce; if "
                                  "not, add 'output NAME' for the layer that is, and " +
                                      branch};
}

inline Diagnostic loss_needs_images(Place place, std::string_view loss, std::string_view layer,
                                    const std::string& shape) {
  return {.code = "E145",
          .place = std::move(place),
          .message = "the loss " + std::string(loss) + " compares images of height and width, and " +
                     std::string(layer) + " gives a row of " + shape,
          .help = "end with 'reshape HxWxC', or take mse or bce"};
}

inline Diagnostic output_shapes_differ(Place place, std::string_view layer, const std::string& shape,
                                       Note first) {
  Diagnostic diagnostic{.code = "E185",
                        .place = std::move(place),
                        .message = std::string(layer) + " gives " + shape +
                                   ", but all outputs that are compared with the images have their shape",
                        .help = "give all of them the shape of the input"};
  diagnostic.notes.push_back(std::move(first));
  return diagnostic;
}

inline Diagnostic output_named_as_term(Place place, std::string_view name) {
  return {.code = "E186",
          .place = std::move(place),
          .message =
              "an output cannot be called " + model_words::quoted(name) + ": a term of the loss is called so",
          .help = "give its layer another name"};
}

// A parameter at the beginning of a line.
inline Diagnostic number_as_layer(Place place, std::string_view parameter, std::string_view number) {
  return {.code = "E175",
          .place = std::move(place),
          .message = model_words::quoted(parameter) + " is the number " + std::string(number) +
                     " here, and a line begins with the kind of a layer",
          .help = "give it a word in the call, such as relu"};
}

// --- E17x: included files

inline Diagnostic includes_itself(Place place, std::string_view path) {
  return {.code = "E170",
          .place = std::move(place),
          .message = model_words::quoted(path) + " includes itself",
          .help = "remove one of the includes of this cycle"};
}

inline Diagnostic too_many_includes(Place place, std::size_t limit) {
  return {.code = "E171",
          .place = std::move(place),
          .message = "a model can be made of at most " + std::to_string(limit) + " files",
          .help = "put several blocks into one file"};
}

// `reason` is what reading the file was answered with.
inline Diagnostic include_not_read(Place place, std::string_view path, std::string_view reason) {
  return {.code = "E172",
          .place = std::move(place),
          .message = "cannot include " + in_quotes(path) + ": " + std::string(reason),
          .help = "the path is relative to the folder of the file that includes it"};
}

inline Diagnostic block_before_model(Place place) {
  return {
      .code = "E176",
      .place = std::move(place),
      .message = "a file of a model begins with 'model NAME {', not with a block",
      .help =
          "put the block inside, behind the '{'; or, if this file is to hold blocks alone, include it in a "
          "model: include \"FILE.cae\""};
}

inline Diagnostic model_included(Place place) {
  return {.code = "E174",
          .place = std::move(place),
          .message = "an included file must not hold a model",
          .help = "put its blocks into a file of their own, which both models include"};
}

inline Diagnostic only_blocks_included(Place place) {
  return {.code = "E173",
          .place = std::move(place),
          .message = "this is not allowed in an included file",
          .help = "an included file holds only blocks: 'block NAME(FILTERS, act=relu) { ... }'"};
}

}  // namespace cae::catalogue
