// A model's text and its syntax tree.
#pragma once

#include <memory>
#include <string>

#include "dsl/model/grammar.h"
#include "dsl/text/mistakes.h"

namespace cae::dsl {

struct ParsedText {
  std::shared_ptr<const SourceSet> sources = {};
  SyntaxTree tree = {};  // has_model is false where the text cannot be one at all, which is a mistake
};

ParsedText parse_text(std::string text, std::string file, Mistakes& mistakes);

}  // namespace cae::dsl
