// Processes that share the slices of each step come to the bits that one alone comes to.
#include <bit>
#include <thread>

#include "framework/graph/losses.h"
#include "tests/support/catch.h"
#include "tests/support/local_exchange.h"
#include "tests/unit/engine/every_operator.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

constexpr int batch = 50;

// A process's images of a step.
void put(std::span<float> to, std::uint64_t seed, int images, Session::Images own) {
  const std::size_t numbers = to.size() / static_cast<std::size_t>(own.count);
  std::vector<float> all(numbers * static_cast<std::size_t>(images));
  fill(all, seed);
  std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(numbers * static_cast<std::size_t>(own.first)),
              to.size(), to.begin());
}

std::span<float> of_images(Session& session, std::span<float> all, int count) {
  return all.first(all.size() / static_cast<std::size_t>(session.plan().own_images) *
                   static_cast<std::size_t>(count));
}

void append(std::vector<std::uint32_t>& bits, std::span<const float> values) {
  for (const float value : values) bits.push_back(std::bit_cast<std::uint32_t>(value));
}

// Three steps of gradient descent, the last on a short batch: the bits of losses, gradients and weights.
std::vector<std::uint32_t> three_steps(const Graph& graph, Exchange* exchange, int last_images) {
  ThreadPool pool(1);
  ParameterArrays weights = start_weights(graph, 3);
  Session session(graph, weights, pool, {.batch = batch, .exchange = exchange});
  std::vector<std::uint32_t> bits;
  for (std::uint64_t step = 0; step < 3; ++step) {
    const int images = step == 2 ? last_images : batch;
    const Session::Images own = session.own_images(images);
    std::vector<std::uint32_t> samples;
    for (int i = 0; i < own.count; ++i) samples.push_back(static_cast<std::uint32_t>(1000 + own.first + i));
    if (own.count > 0) {
      put(of_images(session, session.input(), own.count), step, images, own);
      put(of_images(session, session.target(), own.count), 100 + step, images, own);
    }
    const double loss = session.run({.seed = 3, .epoch = 1, .images = images, .samples = samples});
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

TEST_CASE("1, 2, 3, 4 and 8 processes that share the slices give the same bits as one without") {
  const Graph graph = with_losses(every_operator(), "bce");
  // Of one image, most processes have nothing.
  for (const int last_images : {batch - 3, 1}) {
    const std::vector<std::uint32_t> alone = three_steps(graph, nullptr, last_images);
    for (const int ranks : {1, 2, 3, 4, 8}) {
      LocalGroup group(ranks);
      std::vector<std::vector<std::uint32_t>> bits(static_cast<std::size_t>(ranks));
      std::vector<std::thread> processes;
      for (int rank = 0; rank < ranks; ++rank) {
        processes.emplace_back([&, rank] {
          LocalGroup::Member member(group, rank);
          bits[static_cast<std::size_t>(rank)] = three_steps(graph, &member, last_images);
        });
      }
      for (std::thread& process : processes) process.join();
      for (int rank = 0; rank < ranks; ++rank) {
        INFO("rank " << rank << " of " << ranks << ", " << last_images << " images in the last step");
        CHECK((bits[static_cast<std::size_t>(rank)] == alone));
      }
    }
  }
}

}  // namespace
}  // namespace cae
