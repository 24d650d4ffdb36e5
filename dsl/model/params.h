// The values of params and lets.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dsl/model/ast.h"
#include "dsl/model/model.h"
#include "dsl/model/scope.h"
#include "dsl/text/mistakes.h"

namespace cae::dsl {

class Params {
 public:
  Params(const SourceSet& sources, const Meaning& meaning, Mistakes& mistakes)
      : sources_(sources), meaning_(meaning), mistakes_(mistakes) {}

  // Values from outside. An unknown name is a mistake only if all params could be read.
  void override_with(const ParameterValues& values, bool all_read);
  // Evaluates these lines, in order.
  void evaluate_all(const std::vector<ast::Statement>& statements, Bindings& bindings);
  void evaluate(const ast::Let& let, Bindings& bindings);
  // The params so far, with the values that the text gives them.
  const std::vector<ModelParameter>& written() const { return written_; }

 private:
  void evaluate(const ast::Param& param, Bindings& bindings);

  const SourceSet& sources_;
  const Meaning& meaning_;
  Mistakes& mistakes_;
  std::map<std::string, double, std::less<>> overrides_;
  std::vector<ModelParameter> written_;
};

}  // namespace cae::dsl
