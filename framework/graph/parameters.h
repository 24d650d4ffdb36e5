// The numbers that a model learns, and their gradients: one array a parameter, known by its name.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/graph/graph.h"

namespace cae {

// What the nodes own, in the order of the graph.
std::vector<ParameterSpec> parameters_of(const Graph& graph);

// Float arrays, one for each parameter, in the order given, each aligned to 64 bytes; zero at first.
class ParameterArrays {
 public:
  explicit ParameterArrays(const Graph& graph) : ParameterArrays(parameters_of(graph)) {}
  explicit ParameterArrays(std::vector<ParameterSpec> specs);

  std::size_t count() const { return specs_.size(); }
  const ParameterSpec& spec(std::size_t index) const { return specs_[index]; }
  const std::vector<ParameterSpec>& specs() const { return specs_; }
  std::span<float> values(std::size_t index) { return {data_.get() + offsets_[index], size(index)}; }
  std::span<const float> values(std::size_t index) const {
    return {data_.get() + offsets_[index], size(index)};
  }
  // The index of a parameter by its name, or count().
  std::size_t find(std::string_view name) const;

 private:
  std::size_t size(std::size_t index) const { return static_cast<std::size_t>(specs_[index].elements()); }
  struct Free {
    void operator()(float* data) const;
  };

  std::vector<ParameterSpec> specs_;
  std::vector<std::size_t> offsets_;
  std::map<std::string, std::size_t, std::less<>> indices_;  // by name
  std::unique_ptr<float[], Free> data_;
};

}  // namespace cae
