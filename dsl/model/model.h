// A model's text, read and checked. docs/language.md says how it is written.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/base/result.h"
#include "framework/graph/graph.h"

namespace cae {

// Values for a model's params from outside its text: an experiment's `set:`, or --set.
using ParameterValues = std::vector<std::pair<std::string, double>>;

// One `param` line.
struct ModelParameter {
  std::string name = {};
  double value = 0;   // as the text says
  bool whole = true;  // a whole number
  Place place = {};   // of its name
};

// The graph of a model, or every mistake of its text in order. `file` is its name in messages. A value set
// for a param that the model does not have is a mistake too. A model whose training would not fit into this
// machine's memory is refused. What the text includes is read from files, relative to the folder of `file`.
Result<Graph> build_model(std::string_view text, const std::string& file,
                          const ParameterValues& parameters = {});
// The same for a file.
Result<Graph> load_model(const std::string& path, const ParameterValues& parameters = {});

// The graph with what is allowed in the text and probably not meant (W2xx).
struct CheckedModel {
  Graph graph;
  Diagnostics warnings;
};
Result<CheckedModel> check_model(std::string_view text, const std::string& file,
                                 const ParameterValues& parameters = {});
// The text of a model's file, as long as a model can be.
Result<std::string> read_model(const std::string& path);

// The params of a model in order of appearance, or the mistakes of the text's form and of its param lines.
Result<std::vector<ModelParameter>> model_parameters(std::string_view text, const std::string& file);

// The model with the included texts in place of the include lines: what a run keeps.
Result<std::string> self_contained_model(std::string_view text, const std::string& file);

}  // namespace cae
