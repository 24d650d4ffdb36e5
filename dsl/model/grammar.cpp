#include "dsl/model/grammar.h"

#include "dsl/model/grammar_def.h"

namespace cae::dsl {

SyntaxTree parse(std::string_view text) {
  SyntaxTree tree;
  tree.text = text;
  const char* first = text.data();
  const char* const last = first + text.size();
  namespace x3 = boost::spirit::x3;
  const auto parser = x3::with<grammar::TreeTag>(std::ref(tree))[grammar::model];
  tree.has_model = x3::phrase_parse(first, last, parser, grammar::blank, tree.model);
  tree.model_end = first;
  return tree;
}

}  // namespace cae::dsl
