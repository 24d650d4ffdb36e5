// The text of a model, as `check`, `summary` and `run` read it.
#include "dsl/model/model.h"

#include "tests/fuzz/fuzzed.h"

using namespace cae;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const Result<Graph> graph = build_model(text, "m.cae");
  fuzz::demand_printable(graph);
  const Result<std::vector<ModelParameter>> parameters = model_parameters(text, "m.cae");
  fuzz::demand_printable(parameters);
  fuzz::demand(!graph || parameters, "a model whose params cannot be read");
  return 0;
}
