// A model applied to images, with moving statistics and without gradients.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "framework/data/batch_source.h"
#include "framework/engine/session.h"

namespace cae {

// A number of a layer over the images of an evaluation: active_units of a variational code, kl of each of its
// units (nats), perplexity of a vector-quantised one.
struct LayerMetric {
  std::string layer = {};
  std::string name = {};
  std::int64_t unit = -1;  // from 0; -1: of the layer
  double value = 0.0;
};

class Evaluator {
 public:
  // `model` is the graph as the text says; `loss` a word of `train.loss`, or "" where no loss is asked for;
  // `kept` are layers of the model whose outputs are wanted. The weights may change between calls.
  Evaluator(const Graph& model, ParameterArrays& weights, ThreadPool& pool, int batch,
            const std::string& loss = {}, const std::vector<NodeId>& kept = {},
            const std::vector<std::string>& disabled_passes = {},
            onednn::Precision precision = onednn::Precision::fp32, Exchange* exchange = nullptr);

  // Which images of a batch are this process's, where others share the work.
  ImageRange own_images(int images) const;

  // What is minimised, as the mean over all images of the source, which starts from its first image.
  Result<double> loss(BatchSource& source, std::vector<std::uint32_t> order);
  // What each term added to it, and what it is called.
  const std::vector<double>& terms() const { return terms_; }
  const std::vector<std::string>& term_names() const { return session_->term_names(); }

  // What layers tell of these images beside the loss.
  const std::vector<LayerMetric>& metrics() const { return metrics_; }

  // Runs the images of a batch (count x H x W x C in `inputs`) and gives what a kept layer, or the output,
  // gave: NHWC.
  std::span<const float> outputs(const BatchView& batch, NodeId layer);

  // What a kept layer gave for the `count` images of the last call: NHWC.
  std::span<const float> kept_output(NodeId layer, int count) const;

  std::size_t arena_bytes() const { return session_->arena_bytes(); }
  // What arena_bytes() would be, without taking it.
  static std::size_t planned_bytes(const Graph& model, int batch, int threads,
                                   const std::vector<NodeId>& kept = {});

 private:
  void find_metrics(const std::map<NodeId, std::vector<double>>& sums, double images);
  NodeId optimised_id(NodeId node) const;

  const Graph& model_;
  Graph optimised_;
  std::unique_ptr<Session> session_;
  std::vector<double> terms_;
  std::vector<LayerMetric> metrics_;
};

}  // namespace cae
