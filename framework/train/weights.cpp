#include "framework/train/weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "framework/base/catalogue/checkpoint.h"
#include "framework/base/catalogue/float_range.h"
#include "framework/data/finite_floats.h"

namespace cae {

using catalogue::TensorName;

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

// What PyTorch's BatchNorm2d calls the tensors of a bn.
struct BatchNormName {
  std::string_view ours;
  std::string_view pytorch;
};
constexpr std::array batch_norm_names{BatchNormName{"gamma", "weight"}, BatchNormName{"beta", "bias"},
                                      BatchNormName{"mean", "running_mean"},
                                      BatchNormName{"var", "running_var"}};

// Renames the tensors of each bn from PyTorch's names to the model's, unless the file has one of that name
// already. num_batches_tracked is dropped: BatchNorm2d uses it only with momentum=None.
TensorFile with_names_of_the_model(TensorFile content, const ParameterArrays& weights) {
  std::set<std::string> layers;
  for (const std::string& name : names_of(weights)) {
    if (name.ends_with(".mean"))
      layers.insert(name.substr(0, name.size() - std::string_view(".mean").size()));
  }
  for (Tensor& tensor : content.tensors) {
    const std::size_t dot = tensor.name.rfind('.');
    if (dot == std::string::npos || !layers.contains(tensor.name.substr(0, dot))) continue;
    for (const BatchNormName& name : batch_norm_names) {
      if (tensor.name.substr(dot + 1) != name.pytorch) continue;
      const std::string ours = tensor.name.substr(0, dot + 1) + std::string(name.ours);
      if (content.find(ours) == nullptr) tensor.name = ours;
      break;
    }
  }
  std::erase_if(content.tensors, [&](const Tensor& tensor) {
    constexpr std::string_view count = ".num_batches_tracked";
    return tensor.name.ends_with(count) &&
           layers.contains(tensor.name.substr(0, tensor.name.size() - count.size()));
  });
  return content;
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
        const std::optional<std::string> large = beyond_float(tensor->values);
        problems.push_back(large ? catalogue::weight_too_large(file, name, *large)
                                 : catalogue::weights_not_finite(file, name));
      }
      std::copy(values.begin(), values.end(), arrays.values(i).begin());
    }
  }
  if (!problems.empty()) return problems;
  return Done{};
}

Status load_weights(const std::string& file, ParameterArrays& weights) {
  Result<TensorFile> read = read_safetensors(file);
  if (!read) return read.diagnostics();
  const TensorFile content = with_names_of_the_model(std::move(*read), weights);
  std::vector<TensorName> unknown;
  for (const Tensor& tensor : content.tensors) {
    const bool beside = tensor.name.starts_with("optimizer.") || tensor.name.starts_with("training.");
    if (!beside && weights.find(tensor.name) == weights.count()) {
      unknown.push_back({tensor.name, dims_text(tensor.values.dims)});
    }
  }
  std::vector<TensorName> missing;
  for (std::size_t i = 0; i < weights.count(); ++i) {
    const ParameterSpec& spec = weights.spec(i);
    if (content.find(spec.name) == nullptr) missing.push_back({spec.name, dims_text(spec.dimensions)});
  }
  // One of each may be a typing error in one name; more are names of another convention.
  if (unknown.size() + missing.size() > 2 && !unknown.empty() && !missing.empty()) {
    return Diagnostics{catalogue::weights_named_otherwise(file, unknown, missing)};
  }
  Diagnostics problems;
  for (const TensorName& tensor : unknown) {
    problems.push_back(catalogue::weights_unknown(file, tensor.name, names_of(weights)));
  }
  const Status filled = from_tensors(content, file, weights);
  if (!filled) problems.insert(problems.end(), filled.diagnostics().begin(), filled.diagnostics().end());
  if (!problems.empty()) return problems;
  return Done{};
}

}  // namespace cae
