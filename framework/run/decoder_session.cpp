#include "framework/run/decoder_session.h"

#include <algorithm>
#include <utility>

#include "framework/base/catalogue/use_model.h"
#include "framework/graph/decoder.h"
#include "framework/passes/pass.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
Result<DecoderSession> DecoderSession::open(const Graph& model, ParameterArrays& weights, bool logits,
                                            ThreadPool& pool) {
  if (model.code == no_node) return catalogue::no_code(model.name);
  if (model.code == model.reconstruction()) return catalogue::no_decoder(model.name);
  if (!decodes_its_code(model))
    return catalogue::code_not_decoded(model.name, model.nodes[static_cast<std::size_t>(model.code)].layer);
  auto decoder = decoder_of(model);
  if (const auto* layer = std::get_if<std::string>(&decoder)) {
    return catalogue::decoder_reads_more(model.name, model.nodes[static_cast<std::size_t>(model.code)].layer,
                                         *layer);
  }
  return DecoderSession(std::get<Graph>(std::move(decoder)), weights, logits, pool);
}

DecoderSession::DecoderSession(Graph graph, ParameterArrays& weights, bool logits, ThreadPool& pool)
    : logits_(logits) {
  const std::vector<NodeId> kept{graph.reconstruction()};
  graph_ = std::make_unique<const Graph>(optimise(graph, {.disabled = {}, .training = false, .kept = kept}));
  session_ = std::make_unique<Session>(
      *graph_, weights, pool,
      PlanOptions{
          .batch = decoder_batch, .training = false, .gradients = false, .kept = {graph_->reconstruction()}});
}

std::vector<float> DecoderSession::images(std::span<const float> codes) {
  const auto numbers = static_cast<std::size_t>(code().elements());
  const auto pixels = static_cast<std::size_t>(image().elements());
  std::vector<float> all;
  for (std::size_t first = 0; first < codes.size(); first += decoder_batch * numbers) {
    const std::span<const float> some =
        codes.subspan(first, std::min(decoder_batch * numbers, codes.size() - first));
    std::copy(some.begin(), some.end(), session_->input().begin());
    StepContext context;
    context.images = static_cast<int>(some.size() / numbers);
    session_->run(context);
    const auto given = session_->output(graph_->reconstruction()).first(some.size() / numbers * pixels);
    all.insert(all.end(), given.begin(), given.end());
  }
  if (logits_) std::transform(all.begin(), all.end(), all.begin(), [](float v) { return sigmoid_of(v); });
  return all;
}

}  // namespace cae
