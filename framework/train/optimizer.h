// From gradients to new weights, by the rule of the settings (train/optimizer_kind.h).
#pragma once

#include <string>
#include <vector>

#include "framework/data/safetensors.h"
#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"
#include "framework/train/optimizer_kind.h"
#include "framework/train/parameter_chunks.h"

namespace cae {

class Optimizer {
 public:
  Optimizer(const Graph& graph, const OptimizerConfig& config);

  // Updates every trainable parameter; gradients are taken times `scale` (train/gradient_clipping.h).
  void step(ParameterArrays& weights, ParameterArrays& gradients, double rate, double scale,
            ThreadPool& pool);

  // What a checkpoint keeps: "optimizer.first.<parameter>" and "optimizer.second.<parameter>", and the step
  // count.
  std::vector<Tensor> state() const;
  Status restore(const TensorFile& content, const std::string& file, std::int64_t steps);
  std::int64_t steps() const { return steps_; }

 private:
  bool has_second() const { return config_.kind->moments > 1; }

  OptimizerConfig config_;
  ParameterArrays first_;   // momentum, or adam's m
  ParameterArrays second_;  // adam's v
  std::vector<ParameterChunk> chunks_;
  std::int64_t steps_ = 0;
};

}  // namespace cae
