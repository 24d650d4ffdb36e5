// E5xx: safetensors files, the form of weights and checkpoints.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/count_text.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

namespace checkpoint_detail {

inline Diagnostic about(std::string_view code, std::string_view file, std::string message,
                        std::string help = "the file is damaged or from a faulty writer; use another one") {
  return {.code = std::string(code),
          .place = {.file = std::string(file)},
          .message = std::move(message),
          .help = std::move(help)};
}

}  // namespace checkpoint_detail

inline Diagnostic tensors_too_short(std::string_view file, std::uint64_t bytes) {
  return checkpoint_detail::about("E501", file,
                                  "this is not a valid safetensors file: it has " + std::to_string(bytes) +
                                      " bytes, and the header's length alone takes 8",
                                  "the file is cut short or of another format");
}

inline Diagnostic tensors_header_length(std::string_view file, std::uint64_t header,
                                        std::uint64_t available) {
  return checkpoint_detail::about("E502", file,
                                  "this is not a complete safetensors file: its header should have " +
                                      std::to_string(header) + " bytes, and " + std::to_string(available) +
                                      " follow",
                                  "the file is cut short or of another format");
}

inline Diagnostic tensors_header_limit(std::string_view file, std::uint64_t header, std::uint64_t limit) {
  return checkpoint_detail::about("E503", file,
                                  "the safetensors header has " + std::to_string(header) +
                                      " bytes; at most " + std::to_string(limit) + " are allowed",
                                  "the file is of another format, or holds far too many tensors");
}

// `at` counts bytes of the header from 1.
inline Diagnostic tensors_header_json(std::string_view file, std::uint64_t at) {
  return checkpoint_detail::about(
      "E504", file, "the safetensors header is not valid JSON at its byte " + std::to_string(at));
}

inline Diagnostic tensors_header_depth(std::string_view file) {
  return checkpoint_detail::about("E505", file,
                                  "the safetensors header is nested deeper than its format allows");
}

inline Diagnostic tensors_duplicate_key(std::string_view file, std::string_view key) {
  return checkpoint_detail::about("E506", file,
                                  "the safetensors header has the key " + in_quotes(key) + " twice");
}

// `expected`: "an object with dtype, shape and data_offsets".
inline Diagnostic tensors_entry(std::string_view file, std::string_view tensor, std::string_view expected) {
  return checkpoint_detail::about(
      "E507", file,
      "the safetensors header should have " + std::string(expected) + " for " + in_quotes(tensor));
}

inline Diagnostic tensors_not_an_object(std::string_view file) {
  return checkpoint_detail::about("E508", file, "the safetensors header is not a JSON object");
}

inline Diagnostic tensors_type(std::string_view file, std::string_view tensor, std::string_view type) {
  return checkpoint_detail::about("E509", file,
                                  "the tensor " + in_quotes(tensor) + " is of type " + in_quotes(type),
                                  "BOOL, U8 to U64, I8 to I64, F16, BF16, F32 and F64 are read");
}

inline Diagnostic tensors_too_large(std::string_view file, std::string_view tensor, std::string_view dims) {
  return checkpoint_detail::about(
      "E510", file,
      "the tensor " + in_quotes(tensor) + " has the shape " + std::string(dims) + ", which is too large");
}

inline Diagnostic tensors_range(std::string_view file, std::string_view tensor, std::uint64_t begin,
                                std::uint64_t end, std::uint64_t available) {
  return checkpoint_detail::about("E511", file,
                                  "the tensor " + in_quotes(tensor) + " has the bytes from " +
                                      std::to_string(begin) + " to " + std::to_string(end) +
                                      " of the data, which has " + std::to_string(available) + " bytes",
                                  "the file is cut short or damaged; use another one");
}

inline Diagnostic tensors_size(std::string_view file, std::string_view tensor, std::string_view dims,
                               std::string_view type, std::uint64_t needed, std::uint64_t found) {
  return checkpoint_detail::about("E512", file,
                                  "the tensor " + in_quotes(tensor) + " of " + std::string(dims) + " " +
                                      std::string(type) + " needs " + std::to_string(needed) +
                                      " bytes, but its range has " + std::to_string(found));
}

inline Diagnostic tensors_overlap(std::string_view file, std::string_view first, std::string_view second) {
  return checkpoint_detail::about(
      "E513", file, "the tensors " + in_quotes(first) + " and " + in_quotes(second) + " overlap");
}

inline Diagnostic tensors_gap(std::string_view file, std::uint64_t begin, std::uint64_t end) {
  return checkpoint_detail::about("E514", file,
                                  "the bytes " + std::to_string(begin) + " to " + std::to_string(end) +
                                      " of the data belong to no tensor");
}

inline Diagnostic tensors_checksum(std::string_view file) {
  return checkpoint_detail::about("E515", file,
                                  "this file is damaged: its bytes do not match the checksum stored in it",
                                  "use another copy of it; what it holds now is not what was trained");
}

// What a model needs of a file of weights.
inline Diagnostic weights_missing(std::string_view file, std::string_view tensor,
                                  const std::vector<std::string>& present) {
  const std::string near = nearest_name(tensor, present);
  return checkpoint_detail::about(
      "E520", file, "there is no tensor " + in_quotes(tensor) + ", which the model needs",
      near.empty() ? "use weights that were made for this model"
                   : "there is " + in_quotes(near) + "; use weights that were made for this model");
}

inline Diagnostic weights_shape(std::string_view file, std::string_view tensor, std::string_view found,
                                std::string_view wanted) {
  return checkpoint_detail::about("E521", file,
                                  "the tensor " + in_quotes(tensor) + " is " + std::string(found) +
                                      ", but the model needs " + std::string(wanted),
                                  "use weights that were made for this model, with the same parameters");
}

inline Diagnostic weights_unknown(std::string_view file, std::string_view tensor,
                                  const std::vector<std::string>& known) {
  return checkpoint_detail::about("E522", file,
                                  "the model has no parameter for the tensor " + in_quotes(tensor),
                                  did_you_mean(tensor, known, "use weights that were made for this model"));
}

// A tensor or parameter with its dimensions as text, "[32, 1, 3, 3]".
struct TensorName {
  std::string name;
  std::string dims;
};

// Names of another making, with the table of what is missing beside what would fit it by its shape.
inline Diagnostic weights_named_otherwise(std::string_view file, std::vector<TensorName> unknown,
                                          const std::vector<TensorName>& missing) {
  constexpr std::size_t most_notes = 24;
  Diagnostic diagnostic = checkpoint_detail::about(
      "E345", file,
      "the names of the tensors are not the model's: " +
          counted(static_cast<std::int64_t>(unknown.size()), "tensor") + " of the file " +
          (unknown.size() == 1 ? "has" : "have") + " no parameter, " +
          counted(static_cast<std::int64_t>(missing.size()), "parameter") + " of the model " +
          (missing.size() == 1 ? "has" : "have") + " no tensor",
      "rename the tensors: a parameter is LAYER.weight, LAYER.bias, or of a bn LAYER.gamma, .beta, .mean, "
      ".var (PyTorch's .weight, .bias, .running_mean, .running_var are understood); cae-lab summary lists "
      "the "
      "layers");
  const auto add = [&](std::string text) {
    if (diagnostic.notes.size() < most_notes) diagnostic.notes.push_back({.text = std::move(text)});
  };
  for (const TensorName& parameter : missing) {
    std::string fits;
    for (TensorName& tensor : unknown) {
      if (tensor.name.empty() || tensor.dims != parameter.dims) continue;
      fits = "; the file's " + in_quotes(tensor.name) + " has its shape";
      tensor.name.clear();
      break;
    }
    add("the model's " + in_quotes(parameter.name) + " " + parameter.dims + " has no tensor" + fits);
  }
  for (const TensorName& tensor : unknown) {
    if (!tensor.name.empty())
      add("the file's " + in_quotes(tensor.name) + " " + tensor.dims + " fits no parameter");
  }
  return diagnostic;
}

inline Diagnostic weights_not_finite(std::string_view file, std::string_view tensor) {
  return checkpoint_detail::about("E523", file,
                                  "the tensor " + in_quotes(tensor) + " holds a value that is not finite",
                                  "these weights are of a run that diverged; use others");
}

}  // namespace cae::catalogue
