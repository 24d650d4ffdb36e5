#include "framework/train/weights.h"

#include <algorithm>
#include <cmath>

#include "framework/base/catalogue/checkpoint.h"

namespace cae {
namespace {

std::vector<std::string> names_of(const TensorFile& content) {
  std::vector<std::string> names;
  for (const Tensor& tensor : content.tensors) names.push_back(tensor.name);
  return names;
}

std::vector<std::string> names_of(const ParameterArrays& arrays) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < arrays.count(); ++i) names.push_back(arrays.spec(i).name);
  return names;
}

}  // namespace

std::vector<Tensor> to_tensors(const ParameterArrays& arrays, const std::string& prefix) {
  std::vector<Tensor> tensors;
  for (std::size_t i = 0; i < arrays.count(); ++i) {
    tensors.push_back(
        {prefix + arrays.spec(i).name, make_array(arrays.spec(i).dimensions, arrays.values(i))});
  }
  return tensors;
}

Status from_tensors(const TensorFile& content, const std::string& file, ParameterArrays& arrays,
                    const std::string& prefix) {
  Diagnostics problems;
  for (std::size_t i = 0; i < arrays.count(); ++i) {
    const ParameterSpec& spec = arrays.spec(i);
    const std::string name = prefix + spec.name;
    const Tensor* tensor = content.find(name);
    if (tensor == nullptr) {
      problems.push_back(catalogue::weights_missing(file, name, names_of(content)));
    } else if (tensor->values.dims != spec.dimensions) {
      problems.push_back(
          catalogue::weights_shape(file, name, dims_text(tensor->values.dims), dims_text(spec.dimensions)));
    } else {
      const std::vector<float> values = to_floats(tensor->values);
      if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); })) {
        problems.push_back(catalogue::weights_not_finite(file, name));
      }
      std::copy(values.begin(), values.end(), arrays.values(i).begin());
    }
  }
  if (!problems.empty()) return problems;
  return Done{};
}

Status load_weights(const std::string& file, ParameterArrays& weights) {
  const Result<TensorFile> content = read_safetensors(file);
  if (!content) return content.diagnostics();
  Diagnostics problems;
  for (const Tensor& tensor : content->tensors) {
    const bool beside = tensor.name.starts_with("optimizer.") || tensor.name.starts_with("training.");
    if (!beside && weights.find(tensor.name) == weights.count()) {
      problems.push_back(catalogue::weights_unknown(file, tensor.name, names_of(weights)));
    }
  }
  const Status filled = from_tensors(*content, file, weights);
  if (!filled) problems.insert(problems.end(), filled.diagnostics().begin(), filled.diagnostics().end());
  if (!problems.empty()) return problems;
  return Done{};
}

}  // namespace cae
