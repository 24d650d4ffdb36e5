// The text of an experiment before it is read as YAML.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dsl/text/source_text.h"
#include "framework/base/result.h"

namespace cae {

// Limits; a text beyond them is refused with a diagnostic.
inline constexpr std::size_t largest_experiment_bytes = std::size_t{1} << 20;
inline constexpr std::size_t longest_line_bytes = 2000;

// A file's text, without the byte order mark and the carriage returns of DOS line ends, or why it is not a
// text.
Result<std::shared_ptr<const SourceText>> yaml_text(std::string file, std::string_view text);

// The place of a token; cheap to copy.
struct Spot {
  std::shared_ptr<const SourceText> source = nullptr;
  int line = 1;
  int column = 1;
  int length = 1;

  Place place() const { return source ? source->place(line, column, length) : Place{}; }
};

}  // namespace cae
