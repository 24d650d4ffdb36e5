#include "framework/run/same_data.h"

#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"

namespace cae {

DataSets load_same_data(const StoredRun& stored, const RunConfig& config) {
  // The weights that the run started from are not needed any more.
  std::vector<InputRecord> data = stored.inputs;
  std::erase_if(data, [](const InputRecord& input) { return input.role == start_weights_role; });
  if (!data.empty()) std::move(check_inputs(stored.name, data, sum_data(config.data).take())).take();
  return load_data(config.data, input_shape(*config.model)).take();
}

}  // namespace cae
