// From gradients to new weights.
#pragma once

#include <string>
#include <vector>

#include "framework/data/safetensors.h"
#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"
#include "framework/train/run_config.h"

namespace cae {

// sgd: v = momentum v + g; w -= rate (nesterov ? g + momentum v : v), as PyTorch's SGD.
// adam: Kingma and Ba (2015), algorithm 1: m and v with bias correction, w -= rate m^ / (sqrt(v^) + epsilon),
// as PyTorch's Adam; weight_decay is added to the gradient. adamw: Loshchilov and Hutter (2019): w -= rate
// weight_decay w beside it.
class Optimizer {
 public:
  Optimizer(const Graph& graph, const OptimizerConfig& config);

  // Updates every trainable parameter; gradients are taken times `scale` (gradient clipping).
  void step(ParameterArrays& weights, ParameterArrays& gradients, double rate, double scale,
            ThreadPool& pool);

  // What a checkpoint keeps: "optimizer.first.<parameter>" and "optimizer.second.<parameter>", and the step
  // count.
  std::vector<Tensor> state() const;
  Status restore(const TensorFile& content, const std::string& file, std::int64_t steps);
  std::int64_t steps() const { return steps_; }

 private:
  struct Chunk {
    std::size_t parameter;
    std::size_t first;
    std::size_t count;
  };

  OptimizerConfig config_;
  ParameterArrays first_;   // momentum, or adam's m
  ParameterArrays second_;  // adam's v
  std::vector<Chunk> chunks_;
  std::int64_t steps_ = 0;
};

}  // namespace cae
