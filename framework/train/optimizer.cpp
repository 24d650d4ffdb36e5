#include "framework/train/optimizer.h"

#include <algorithm>
#include <cmath>

#include "framework/primitives/vector_kernels.h"
#include "framework/train/weights.h"

namespace cae {
namespace {

constexpr std::size_t chunk_elements = 16384;  // of one task

}  // namespace

Optimizer::Optimizer(const Graph& graph, const OptimizerConfig& config)
    : config_(config), first_(graph), second_(graph) {
  for (std::size_t p = 0; p < first_.count(); ++p) {
    if (!first_.spec(p).trainable) continue;
    const std::size_t size = first_.values(p).size();
    for (std::size_t at = 0; at < size; at += chunk_elements) {
      chunks_.push_back({p, at, std::min(chunk_elements, size - at)});
    }
  }
}

void Optimizer::step(ParameterArrays& weights, ParameterArrays& gradients, double rate, double scale,
                     ThreadPool& pool) {
  ++steps_;
  const auto count = static_cast<double>(steps_);
  const bool decoupled = config_.kind == "adamw";
  const AdamStep adam{
      .rate = static_cast<float>(rate),
      .beta1 = static_cast<float>(config_.beta1),
      .beta2 = static_cast<float>(config_.beta2),
      .epsilon = static_cast<float>(config_.epsilon),
      .first_correction = static_cast<float>(1.0 / (1.0 - std::pow(config_.beta1, count))),
      .second_correction = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(config_.beta2, count))),
      .weight_decay = decoupled ? 0.0F : static_cast<float>(config_.weight_decay),
      .decoupled_decay = decoupled ? static_cast<float>(rate * config_.weight_decay) : 0.0F,
      .scale = static_cast<float>(scale)};
  const SgdStep sgd{.rate = static_cast<float>(rate),
                    .momentum = static_cast<float>(config_.momentum),
                    .weight_decay = static_cast<float>(config_.weight_decay),
                    .scale = static_cast<float>(scale),
                    .nesterov = config_.nesterov};
  pool.run(static_cast<int>(chunks_.size()), [&](int task, int) {
    const Chunk& chunk = chunks_[static_cast<std::size_t>(task)];
    float* weight = weights.values(chunk.parameter).data() + chunk.first;
    const float* gradient = gradients.values(chunk.parameter).data() + chunk.first;
    float* first = first_.values(chunk.parameter).data() + chunk.first;
    float* second = second_.values(chunk.parameter).data() + chunk.first;
    if (config_.kind == "sgd") {
      vector_kernels().sgd(sgd, gradient, weight, first, chunk.count);
    } else {
      vector_kernels().adam(adam, gradient, weight, first, second, chunk.count);
    }
  });
}

std::vector<Tensor> Optimizer::state() const {
  std::vector<Tensor> tensors = to_tensors(first_, "optimizer.first.");
  if (config_.kind != "sgd") {
    for (Tensor& tensor : to_tensors(second_, "optimizer.second.")) tensors.push_back(std::move(tensor));
  }
  return tensors;
}

Status Optimizer::restore(const TensorFile& content, const std::string& file, std::int64_t steps) {
  if (const Status first = from_tensors(content, file, first_, "optimizer.first."); !first) return first;
  if (config_.kind != "sgd") {
    if (const Status second = from_tensors(content, file, second_, "optimizer.second."); !second)
      return second;
  }
  steps_ = steps;
  return Done{};
}

}  // namespace cae
