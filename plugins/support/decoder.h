// Codes from a table, and the images that the model's decoder makes of codes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "support/analysis.h"

namespace plugin {

// The table of that name; NULL, with the reason reported, if the model decodes no codes or its rows are none.
inline const cae_table* find_codes(const cae_host& host, const std::string& name, const Call& call) {
  const std::size_t units = host.model->code_units;
  if (units == 0) {
    complain(host, "this model has no code that can be decoded alone");
    return nullptr;
  }
  const cae_table* table = find_table(host, "of", name, call);
  if (table == nullptr) return nullptr;
  if (table->columns == units && table->rows > 0) return table;
  complain_of(host, "of",
              table->rows == 0 ? "'" + name + "' has no rows"
                               : "'" + name + "' has rows of " + std::to_string(table->columns) +
                                     " numbers, and a code of this model has " + std::to_string(units));
  return nullptr;
}

inline std::size_t image_numbers(const cae_model& model) {
  return model.channels * model.height * model.width;
}

// The images of the codes, C,H,W, one after the other; empty where the work failed or was ended.
inline std::vector<float> decoded(const cae_host& host, const std::vector<float>& codes) {
  constexpr std::size_t at_once = 64;
  const cae_model& model = *host.model;
  const std::size_t count = codes.size() / model.code_units;
  std::vector<float> images(count * image_numbers(model));
  for (std::size_t first = 0; first < count; first += at_once) {
    if (!goes_on(host, static_cast<double>(first) / static_cast<double>(count))) return {};
    if (model.decode(model.context, codes.data() + first * model.code_units, std::min(at_once, count - first),
                     images.data() + first * image_numbers(model)) != CAE_OK)
      return {};
  }
  return images;
}

// What decoded() takes for so many codes, with the codes, in bytes.
inline std::size_t decoded_bytes(const cae_model& model, std::size_t count) {
  return sizeof(float) * count * (model.code_units + image_numbers(model));
}

}  // namespace plugin
