#include "framework/graph/parameters.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

#include "framework/base/random.h"

namespace cae {
namespace {

constexpr std::size_t alignment = 16;  // floats: 64 bytes

// The deviation of a normal distribution cut at two deviations, relative to the uncut one.
constexpr double truncated_deviation = 0.87962566103423978;

double uniform_limit(const ParameterSpec& spec) {
  if (spec.init == "glorot_uniform") return std::sqrt(6.0 / static_cast<double>(spec.fan_in + spec.fan_out));
  return std::sqrt(6.0 / static_cast<double>(spec.fan_in));  // he_uniform
}

double normal_deviation(const ParameterSpec& spec) {
  if (spec.init == "glorot_normal") return std::sqrt(2.0 / static_cast<double>(spec.fan_in + spec.fan_out));
  return std::sqrt((spec.init == "he_normal" ? 2.0 : 1.0) /
                   static_cast<double>(spec.fan_in));  // or lecun_normal
}

// A standard normal number within two deviations: drawn again, with the next attempt's stream, while it is
// outside.
double truncated_normal(std::uint64_t seed, const std::string& purpose, std::size_t index) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const double value = RandomStream(seed, purpose, attempt).normal(index);
    if (std::abs(value) < 2.0) return value;
  }
}

void initialise_one(const ParameterSpec& spec, std::span<float> values, std::uint64_t seed) {
  const std::string purpose = "init:" + spec.name;
  if (spec.init == "zeros" || spec.init == "ones") {
    std::fill(values.begin(), values.end(), spec.init == "ones" ? 1.0F : 0.0F);
  } else if (spec.init.ends_with("_uniform")) {
    const auto limit = static_cast<float>(uniform_limit(spec));
    RandomStream(seed, purpose).fill_uniform(values, -limit, limit);
  } else {
    const double deviation = normal_deviation(spec) / truncated_deviation;
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<float>(deviation * truncated_normal(seed, purpose, i));
    }
  }
}

}  // namespace

void ParameterArrays::Free::operator()(float* data) const {
  std::free(data);
}

std::vector<ParameterSpec> parameters_of(const Graph& graph) {
  std::vector<ParameterSpec> specs;
  for (const Node& node : graph.nodes)
    specs.insert(specs.end(), node.parameters.begin(), node.parameters.end());
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

void initialise(ParameterArrays& parameters, std::uint64_t seed) {
  for (std::size_t i = 0; i < parameters.count(); ++i) {
    initialise_one(parameters.spec(i), parameters.values(i), seed);
  }
}

}  // namespace cae
