// The params of a model. Every name is declared first, so that a use before the definition can be told from
// an unknown name; then the lines are defined one by one, in their order.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/expression.h"
#include "dsl/model/model.h"

namespace cae::dsl {

class Params {
 public:
  Params(const SourceText& source, Mistakes& mistakes);

  // What a line between the last defined param and the next one sees.
  const Scope& scope() const { return scope_; }
  // Those defined so far, with the values that the text gives them.
  const std::vector<ModelParameter>& written() const { return written_; }

  void declare(const std::vector<ast::Statement>& statements);
  // A param whose own line is broken has a name all the same, so that its uses are not mistakes too.
  void declare_broken(std::string_view statement);
  // Values from outside. Unless all params could be declared, an unknown name is no mistake.
  void override_with(const ParameterValues& values, bool all_declared);
  void define(const ast::Param& param);

 private:
  const SourceText& source_;
  Scope scope_;
  Mistakes& mistakes_;
  std::set<std::string, std::less<>> reserved_;
  std::map<std::string, double, std::less<>> overrides_;
  std::vector<ModelParameter> written_;
};

}  // namespace cae::dsl
