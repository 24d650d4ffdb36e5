// A model's text and those that it includes, with the syntax tree of each.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dsl/model/grammar.h"
#include "dsl/text/mistakes.h"

namespace cae::dsl {

struct Program {
  std::shared_ptr<const SourceSet> sources = {};
  std::vector<SyntaxTree> files = {};  // by their numbers; the first is the model

  const SyntaxTree& model() const { return files.front(); }
  // Every text could be parsed.
  bool is_whole() const;
};

// What cannot be read is added to `mistakes`. Included texts are read from their files.
Program parse_program(std::string text, std::string file, Mistakes& mistakes);

// The model's text with the included texts in place of the include lines: the same model in one text.
std::string self_contained(const Program& program);

}  // namespace cae::dsl
