// E86x: a trained model that is used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic no_code(std::string_view model) {
  return {.code = "E860",
          .place = {},
          .message = "the model " + in_quotes(model) +
                     " has no code: no layer is called 'code', and there is no encoder",
          .help = "write 'as code' behind the layer that gives it"};
}

inline Diagnostic no_decoder(std::string_view model) {
  return {.code = "E860",
          .place = {},
          .message = "the code of the model " + in_quotes(model) + " is its output: nothing decodes it",
          .help = "write 'as code' behind the layer that gives the code"};
}

inline Diagnostic code_not_decoded(std::string_view model, std::string_view code) {
  return {.code = "E860",
          .place = {},
          .message = "nothing decodes the code " + in_quotes(code) + " of the model " + in_quotes(model) +
                     ": its reconstruction does not depend on it",
          .help = "let the decoder read it, or give the name 'code' to the layer that is decoded"};
}

inline Diagnostic decoder_reads_more(std::string_view model, std::string_view code, std::string_view layer) {
  return {.code = "E861",
          .place = {},
          .message = "the decoder of the model " + in_quotes(model) + " needs more than the code " +
                     in_quotes(code) + ": it also reads " + std::string(layer),
          .help = "a model with skip connections past the code cannot make images of codes alone"};
}

inline Diagnostic no_prior(std::string_view model, std::string_view code) {
  return {.code = "E862",
          .place = {},
          .message = "the code " + in_quotes(code) + " of the model " + in_quotes(model) +
                     " has no prior to draw from",
          .help =
              "the code of a 'sample' or 'match' line is made to look like standard normal draws: write 'as "
              "code' on "
              "that line; between two other codes 'interpolate' shows images"};
}

inline Diagnostic codes_of_other_shape(std::string_view file, std::string_view found,
                                       std::string_view wanted) {
  return {.code = "E863",
          .place = {.file = std::string(file)},
          .message =
              "this array is " + std::string(found) + ", but codes of this model are " + std::string(wanted),
          .help = "give one code in each row, as 'apply --layer code' writes them"};
}

inline Diagnostic no_codes(std::string_view file) {
  return {.code = "E863",
          .place = {.file = std::string(file)},
          .message = "there are no codes in this array",
          .help = "give one code in each row, as 'apply --layer code' writes them"};
}

inline Diagnostic no_such_image(std::int64_t index, std::int64_t images, std::string_view which) {
  return {.code = "E864",
          .place = {},
          .message = "there is no " + std::string(which) + " image " + std::to_string(index) +
                     ": they count from 0 to " + std::to_string(images - 1),
          .help = "give another number"};
}

inline Diagnostic neither_numbers_nor_picture(std::string_view path) {
  return {.code = "E865",
          .place = {.file = std::string(path)},
          .message = "the name of this file ends in none of .npy, .png and .svg",
          .help = "write F.npy for the numbers, or F.png or F.svg for a picture"};
}

inline Diagnostic not_images(std::string_view path, std::string_view shape) {
  return {.code = "E866",
          .place = {.file = std::string(path)},
          .message = "what the layer gives, " + std::string(shape) + ", is no image",
          .help = "write it to F.npy"};
}

}  // namespace cae::catalogue
