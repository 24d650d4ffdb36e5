// Images from codes, by the decoder of a trained model.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "framework/base/result.h"
#include "framework/engine/session.h"

namespace cae {

inline constexpr int decoder_batch = 32;  // codes that are decoded at once

class DecoderSession {
 public:
  // `weights` are those of the whole model. `logits`: a sigmoid makes images of what it gives.
  static Result<DecoderSession> open(const Graph& model, ParameterArrays& weights, bool logits,
                                     ThreadPool& pool);

  const Shape& code() const { return graph_->nodes.front().shape; }
  const Shape& image() const {
    return graph_->nodes[static_cast<std::size_t>(graph_->reconstruction())].shape;
  }
  // Codes one after the other, H,W,C; the images likewise.
  std::vector<float> images(std::span<const float> codes);

 private:
  DecoderSession(Graph graph, ParameterArrays& weights, bool logits, ThreadPool& pool);

  std::unique_ptr<const Graph> graph_;  // the session keeps its address
  std::unique_ptr<Session> session_;
  bool logits_;
};

}  // namespace cae
