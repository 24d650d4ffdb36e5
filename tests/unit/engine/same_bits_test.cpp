// What a step gives does not depend on how many threads compute it, to the last bit.
#include <cstring>
#include <set>

#include "framework/graph/losses.h"
#include "framework/graph/operator.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/every_operator.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

void append(std::vector<std::uint32_t>& bits, std::span<const float> values) {
  for (const float value : values) bits.push_back(std::bit_cast<std::uint32_t>(value));
}

// Three steps of gradient descent, the last on a short batch: the bits of losses, gradients and weights.
std::vector<std::uint32_t> three_steps(const Graph& model, int threads) {
  const Graph graph = with_losses(model, "bce");
  constexpr int batch = 50;
  ThreadPool pool(threads);
  ParameterArrays weights = start_weights(graph, 3);
  const PlanOptions options{.batch = batch};
  Session session(graph, weights, pool, options);
  std::vector<std::uint32_t> bits;
  for (std::uint64_t step = 0; step < 3; ++step) {
    fill(session.input(), step);
    fill(session.target(), 100 + step);
    const double loss =
        session.run({.seed = 3, .epoch = 1, .images = step == 2 ? batch - 3 : batch, .samples = {}});
    const auto whole = std::bit_cast<std::uint64_t>(loss);
    bits.push_back(static_cast<std::uint32_t>(whole));
    bits.push_back(static_cast<std::uint32_t>(whole >> 32));
    for (std::size_t i = 0; i < weights.count(); ++i) {
      if (weights.spec(i).trainable) {
        const auto gradient = session.gradients().values(i);
        append(bits, gradient);
        for (std::size_t j = 0; j < gradient.size(); ++j) weights.values(i)[j] -= 0.05F * gradient[j];
      }
      append(bits, weights.values(i));
    }
  }
  return bits;
}

TEST_CASE("the graph of these tests has every operator") {
  const Graph graph = every_operator();
  std::set<std::string_view> kinds;
  for (const Node& node : graph.nodes) {
    kinds.insert(node.kind);
    kinds.insert(node.fusion.activation.kind);
  }
  for (const Operator* op : all_operators()) {
    if (op->is_loss()) continue;
    INFO(op->kind());
    CHECK(kinds.contains(op->kind()));
  }
}

TEST_CASE("three training steps with every operator give the same bits on 1, 2, 3, 5, 8 and 16 threads") {
  const Graph graph = every_operator();
  const auto expected = three_steps(graph, 1);
  for (const int threads : {2, 3, 5, 8, 16}) {
    INFO(threads << " threads");
    // Twice, because a race need not show at once.
    CHECK((three_steps(graph, threads) == expected));
    CHECK((three_steps(graph, threads) == expected));
  }
}

}  // namespace
}  // namespace cae
