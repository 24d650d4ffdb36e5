// The models that are shipped give the same bits on any number of threads, also where threads share slices.
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "dsl/model/model.h"
#include "framework/base/random.h"
#include "framework/engine/session.h"
#include "framework/graph/initialisers.h"
#include "framework/graph/losses.h"
#include "framework/passes/pass.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

// Of the loss and all gradients of one step.
std::vector<std::uint32_t> step_bits(const Graph& model, int batch, int threads) {
  const Graph graph = optimise(with_losses(model, "bce"), {.disabled = {}, .training = true, .kept = {}});
  ThreadPool pool(threads);
  ParameterArrays weights(model);
  initialise(weights, 1);
  Session session(graph, weights, pool, {.batch = batch});
  RandomStream(1, "images").fill_uniform(session.input(), 0.0F, 1.0F);
  RandomStream(1, "images").fill_uniform(session.target(), 0.0F, 1.0F);
  const double loss = session.run({.seed = 1, .epoch = 1, .images = batch, .samples = {}});
  std::vector<std::uint32_t> bits{static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(loss)),
                                  static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(loss) >> 32)};
  for (std::size_t i = 0; i < session.gradients().count(); ++i) {
    for (const float value : session.gradients().values(i))
      bits.push_back(std::bit_cast<std::uint32_t>(value));
  }
  return bits;
}

TEST_CASE("shipped models give the same bits on 1, 2, 3, 5, 8, 16 and 64 threads") {
  struct Shipped {
    const char* file;
    int batch;
  };
  // Slices of several images, so that there is something to share.
  for (const auto& [file, batch] : {Shipped{"fashion.cae", 50},
                                    {"strided.cae", 100},
                                    {"dense.cae", 256},
                                    {"deep.cae", 25},
                                    {"variational.cae", 100}}) {
    const Result<Graph> model = load_model(std::string(CAE_SOURCE_DIR) + "/experiments/models/" + file);
    REQUIRE(model);
    const auto expected = step_bits(*model, batch, 1);
    for (const int threads : {2, 3, 5, 8, 16, 64}) {
      INFO(file << ", " << threads << " threads");
      CHECK((step_bits(*model, batch, threads) == expected));
    }
  }
}

}  // namespace
}  // namespace cae
