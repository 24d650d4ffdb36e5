#include "framework/graph/parameters.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <new>

namespace cae {
namespace {

constexpr std::size_t alignment = 16;  // floats: 64 bytes

}  // namespace

void ParameterArrays::Free::operator()(float* data) const {
  std::free(data);
}

std::vector<ParameterSpec> parameters_of(const Graph& graph) {
  std::vector<ParameterSpec> specs;
  for (const Node& node : graph.nodes) {
    std::copy_if(node.parameters.begin(), node.parameters.end(), std::back_inserter(specs),
                 [](const ParameterSpec& spec) { return spec.owned(); });
  }
  return specs;
}

ParameterArrays::ParameterArrays(std::vector<ParameterSpec> specs) : specs_(std::move(specs)) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < specs_.size(); ++i) {
    indices_.emplace(specs_[i].name, i);
    offsets_.push_back(total);
    total += (size(i) + alignment - 1) / alignment * alignment;
  }
  const std::size_t bytes = std::max(total, alignment) * sizeof(float);
  data_.reset(static_cast<float*>(std::aligned_alloc(64, bytes)));
  if (data_ == nullptr) throw std::bad_alloc();
  std::memset(data_.get(), 0, bytes);
}

std::size_t ParameterArrays::find(std::string_view name) const {
  const auto found = indices_.find(name);
  return found == indices_.end() ? specs_.size() : found->second;
}

}  // namespace cae
