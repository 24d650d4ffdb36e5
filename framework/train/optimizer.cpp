#include "framework/train/optimizer.h"

#include "framework/train/weights.h"

namespace cae {

Optimizer::Optimizer(const Graph& graph, const OptimizerConfig& config)
    : config_(config), first_(graph), second_(graph), chunks_(trainable_chunks(first_)) {}

void Optimizer::step(ParameterArrays& weights, ParameterArrays& gradients, double rate, double scale,
                     ThreadPool& pool) {
  const WeightUpdate update =
      config_.kind->update(config_, {.rate = rate, .scale = scale, .count = ++steps_});
  pool.run(static_cast<int>(chunks_.size()), [&](int task, int) {
    const ParameterChunk& chunk = chunks_[static_cast<std::size_t>(task)];
    update(weights.values(chunk.parameter).data() + chunk.first,
           gradients.values(chunk.parameter).data() + chunk.first,
           first_.values(chunk.parameter).data() + chunk.first,
           second_.values(chunk.parameter).data() + chunk.first, chunk.count);
  });
}

std::vector<Tensor> Optimizer::state() const {
  std::vector<Tensor> tensors = to_tensors(first_, "optimizer.first.");
  if (has_second()) {
    for (Tensor& tensor : to_tensors(second_, "optimizer.second.")) tensors.push_back(std::move(tensor));
  }
  return tensors;
}

Status Optimizer::restore(const TensorFile& content, const std::string& file, std::int64_t steps) {
  if (const Status first = from_tensors(content, file, first_, "optimizer.first."); !first) return first;
  if (has_second()) {
    if (const Status second = from_tensors(content, file, second_, "optimizer.second."); !second)
      return second;
  }
  steps_ = steps;
  return Done{};
}

}  // namespace cae
