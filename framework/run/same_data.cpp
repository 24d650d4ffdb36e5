#include "framework/run/same_data.h"

#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"

namespace cae {

DataSets load_same_data(const StoredRun& stored, const RunConfig& config) {
  if (!stored.inputs.empty()) {
    std::move(check_inputs(stored.name, stored.inputs, sum_inputs(config).take())).take();
  }
  return load_data(config.data, input_shape(*config.model)).take();
}

}  // namespace cae
