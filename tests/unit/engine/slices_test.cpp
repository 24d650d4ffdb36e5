// A batch cut into slices is still the batch: whole, short, or of one image.
#include <limits>

#include "framework/graph/losses.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

// Without batch statistics, so that every image stands for itself.
Graph image_by_image() {
  using Whole = std::int64_t;
  GraphBuilder builder("single", Shape::image(8, 8, 2));
  add_layer(builder, "conv",
            {{"filters", Whole{6}}, {"kernel", Window{3, 3}}, {"activation", Activation{"tanh", {}}}});
  add_layer(builder, "pool", {{"mode", std::string("max")}, {"window", Window{2, 2}}});
  add_layer(builder, "flatten");
  add_layer(builder, "dense", {{"units", Whole{16}}, {"activation", Activation{"elu", {}}}});
  add_layer(builder, "reshape", {{"shape", Shape::image(2, 2, 4)}});
  add_layer(builder, "upsample", {{"factor", Window{2, 2}}});
  add_layer(builder, "conv", {{"filters", Whole{2}}, {"kernel", Window{2, 2}}});
  return std::move(builder).finish();
}

class Runner {
 public:
  explicit Runner(int batch)
      : graph_(with_losses(image_by_image(), "mse")), pool_(2), weights_(start_weights(graph_, 8)) {
    PlanOptions options{.batch = batch};
    options.kept = {graph_.reconstruction()};
    session_ = std::make_unique<Session>(graph_, weights_, pool_, options);
  }
  // Images [first, first + count) of an endless set; what lies behind them in the session is not a number.
  Results run(std::size_t first, std::size_t count) {
    put(session_->input(), first, count, 1);
    put(session_->target(), first, count, 2);
    const double loss =
        session_->run({.seed = 1, .epoch = 1, .images = static_cast<int>(count), .samples = {}});
    Results results{{"loss", {static_cast<float>(loss)}}};
    const auto numbers = size_of_output() * count;
    const auto output = session_->output(graph_.reconstruction()).first(numbers);
    results["output"] = {output.begin(), output.end()};
    for (std::size_t i = 0; i < weights_.count(); ++i) {
      const auto gradient = session_->gradients().values(i);
      results[weights_.spec(i).name] = {gradient.begin(), gradient.end()};
    }
    return results;
  }

 private:
  std::size_t size_of_output() const {
    return static_cast<std::size_t>(
        graph_.nodes[static_cast<std::size_t>(graph_.reconstruction())].shape.elements());
  }
  void put(std::span<float> to, std::size_t first, std::size_t count, std::uint64_t seed) const {
    const std::size_t size = to.size() / static_cast<std::size_t>(session_->plan().options.batch);
    std::vector<float> all((first + count) * size);
    fill(all, seed);
    std::fill(to.begin(), to.end(), std::numeric_limits<float>::quiet_NaN());
    std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(first * size), count * size, to.begin());
  }

  Graph graph_;
  ThreadPool pool_;
  ParameterArrays weights_;
  std::unique_ptr<Session> session_;
};

// The images one at a time: losses and gradients, which are means, averaged.
Results one_by_one(Runner& runner, std::size_t count) {
  Results sum;
  for (std::size_t image = 0; image < count; ++image) {
    for (const auto& [name, values] : runner.run(image, 1)) {
      std::vector<float>& total = sum[name];
      if (name == "output") {
        total.insert(total.end(), values.begin(), values.end());
        continue;
      }
      total.resize(values.size());
      const float part = 1.0F / static_cast<float>(count);
      for (std::size_t i = 0; i < values.size(); ++i) total[i] += part * values[i];
    }
  }
  return sum;
}

TEST_CASE("a batch, whole or short, is what its images are one by one") {
  Runner single(1);
  for (const int batch : {1, 5, 24, 25, 49, 60}) {
    Runner runner(batch);
    for (const int count : {batch, batch - 1, (batch + 1) / 2, 1}) {
      if (count == 0) continue;
      INFO(count << " images in a batch of " << batch);
      const Results expected = one_by_one(single, static_cast<std::size_t>(count));
      for (const auto& [name, values] : runner.run(0, static_cast<std::size_t>(count))) {
        INFO(name);
        CHECK(difference(values, expected.at(name)) < 1e-5);
      }
    }
  }
}

TEST_CASE("a short batch leaves nothing behind for the next one") {
  Runner runner(50);
  const Results fresh = runner.run(0, 50);
  runner.run(7, 3);
  CHECK((runner.run(0, 50) == fresh));
  Runner other(50);
  const Results short_first = other.run(0, 11);
  other.run(0, 50);
  CHECK((other.run(0, 11) == short_first));
}

TEST_CASE("slices cover a batch: at most 24 of a model with images, two to eight of a small one") {
  GraphBuilder small("small", Shape::row(100));
  add_layer(small, "dense", {{"units", std::int64_t{10}}});
  GraphBuilder large("large", Shape::image(28, 28, 32));
  const Graph small_graph = std::move(small).finish();
  const Graph large_graph = std::move(large).finish();
  for (int batch = 1; batch <= 3000; ++batch) {
    for (const auto& [graph, most] : {std::pair{&small_graph, 8}, std::pair{&large_graph, 24}}) {
      const int size = slice_size(*graph, batch);
      CHECK(size >= 1);
      CHECK(size <= batch);
      CHECK((batch + size - 1) / size <= most);
    }
  }
  // Of a small one with images enough each.
  CHECK(slice_size(small_graph, 32) == 16);
  CHECK(slice_size(small_graph, 64) == 32);
  CHECK(slice_size(small_graph, 100) == 25);
  CHECK(slice_size(small_graph, 512) == 64);
}

}  // namespace
}  // namespace cae
