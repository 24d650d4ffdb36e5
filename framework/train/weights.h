// A model's weights as safetensors: the parameter names and layouts of the language.
#pragma once

#include <string>
#include <vector>

#include "framework/data/safetensors.h"
#include "framework/graph/parameters.h"

namespace cae {

// One float32 tensor a parameter, under `prefix` + its name.
std::vector<Tensor> to_tensors(const ParameterArrays& arrays, const std::string& prefix = "");

// Fills every array from the tensor `prefix` + its name, which must be there with the same shape and only
// finite numbers. `file` is named in messages.
Status from_tensors(const TensorFile& content, const std::string& file, ParameterArrays& arrays,
                    const std::string& prefix = "");

// The weights in a file, by the names of the language or, for the tensors of a bn, by PyTorch's (weight,
// bias, running_mean, running_var; num_batches_tracked is passed over). What a checkpoint holds beside them
// ("optimizer.", "training.") is passed over; any other tensor that the model does not know is an error.
Status load_weights(const std::string& file, ParameterArrays& weights);

}  // namespace cae
