// W2xx: what is allowed in a model and probably not meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "framework/base/catalogue/fit.h"
#include "framework/base/catalogue/model.h"

namespace cae::catalogue {

// `noun`: "param", "let", "block".
inline Diagnostic never_used(Place place, std::string_view noun, std::string_view name) {
  return warning("W201", std::move(place),
                 "the " + std::string(noun) + " " + model_words::quoted(name) + " is never used",
                 "use it or remove it");
}

// `outputs` are the lines that make it an output, "'output extra'", or "" where it cannot be one; `reader` is
// what could read it: "a layer".
inline Diagnostic nobody_reads(Place place, std::string_view layer, std::string_view outputs,
                               std::string_view reader) {
  const std::string read = "let " + std::string(reader) + " read it";
  return warning("W202", std::move(place),
                 "nothing reads " + std::string(layer) + ", and it is no output: it computes for nothing",
                 outputs.empty() ? read + ", or remove it"
                                 : "add " + std::string(outputs) + ", " + read + ", or remove it");
}

inline std::string the_code(std::string_view layer) {
  return layer == "code" ? "the code" : "the code, " + std::string(layer) + ",";
}

inline Diagnostic code_as_wide_as_input(Place place, std::string_view layer, std::int64_t numbers,
                                        std::int64_t input) {
  return warning("W203", std::move(place),
                 the_code(layer) + " has " + count_text(numbers) + " numbers and an image " +
                     count_text(input) + ": the model can copy its input",
                 "make the code narrower, or ask for a sparse one (sparsity l1=...)");
}

// `mirrored`: `mirror encoder` stands for the layer, so that its line takes no option of it.
inline Diagnostic bias_before_norm(Place place, std::string_view layer, std::string_view norm,
                                   bool mirrored) {
  return warning(
      "W204", std::move(place),
      "the bias of " + std::string(layer) + " has no effect: " + std::string(norm) + " takes the mean away",
      std::string(mirrored ? "write the decoder's layers out, this one with bias=off" : "write bias=off") +
          "; bn learns an offset of its own, beta");
}

inline Diagnostic learns_nothing(Place place, std::string_view layer) {
  return warning("W205", std::move(place),
                 std::string(layer) + " learns nothing: no output and no term depends on it",
                 "add an 'output' at the end of its branch, or remove the branch");
}

inline Diagnostic norm_of_relu_code(Place place, std::string_view norm, std::string_view code) {
  return warning("W206", std::move(place),
                 std::string(norm) + " normalises the relu units of the code" +
                     (code == "code" || code == norm ? "" : ", " + std::string(code)) +
                     ": a unit that is 0 for nearly all images has nearly no variance, and evaluation, with "
                     "moving statistics, then differs widely from training",
                 "leave the relu or this bn out, or put the bn before the activation");
}

// `known_as` is the name by which the decoder can read the code, or "".
inline Diagnostic undecoded_code(Place place, std::string_view layer, std::string_view reconstruction,
                                 std::string_view known_as) {
  return warning("W209", std::move(place),
                 the_code(layer) + " is not decoded: the reconstruction, " + std::string(reconstruction) +
                     ", does not depend on it",
                 (known_as.empty() ? "let the decoder read it"
                                   : "put 'from " + std::string(known_as) + "' before what decodes it") +
                     ", or give the name 'code' to the layer that is decoded");
}

inline Diagnostic correlation_of_one_number(Place place, std::string_view layer) {
  return warning(
      "W207", std::move(place),
      "the tc of " + std::string(layer) + " has no effect: a code of one number has no total correlation",
      "leave tc out, or give the code more numbers");
}

}  // namespace cae::catalogue
