// The YAML of an experiment and every key in it; the files that it names are not there.
#include "dsl/experiment/experiment.h"

#include "tests/fuzz/fuzzed.h"

using namespace cae;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  fuzz::demand_printable(parse_experiment(text, "no-such-folder/e.yaml"));
  fuzz::demand_printable(parse_experiment("experiment: e\n", "no-such-folder/e.yaml", {.set = {text}}));
  return 0;
}
