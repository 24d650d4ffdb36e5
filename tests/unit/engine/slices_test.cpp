// A batch cut into slices is still the batch: whole, short, or of one image.
#include <limits>

#include "framework/engine/slice_size.h"
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

Graph one_dense(const Shape& input, std::int64_t units) {
  GraphBuilder builder("one", input);
  add_layer(builder, "flatten");
  add_layer(builder, "dense", {{"units", units}});
  return std::move(builder).finish();
}

TEST_CASE("slices cover a batch, and are at most 24") {
  const Graph small = one_dense(Shape::row(100), 10);
  const Graph large = one_dense(Shape::image(112, 112, 32), 1);
  const Graph heavy = one_dense(Shape::image(16, 16, 32), 1024);
  for (int batch = 1; batch <= 3000; ++batch) {
    for (const Graph* graph : {&small, &large, &heavy}) {
      const int size = slice_size(*graph, batch);
      CHECK(size >= 1);
      CHECK(size <= batch);
      CHECK((batch + size - 1) / size <= 24);
    }
  }
}

TEST_CASE("a slice has the more images the less an image computes beside the weights") {
  const Graph large = one_dense(Shape::image(112, 112, 32), 1);
  CHECK(slice_size(large, 8) == 4);
  CHECK(slice_size(large, 64) == 8);
  CHECK(slice_size(large, 100) == 5);
  CHECK(slice_size(large, 512) == 22);
  CHECK(slice_size(large, 50) == 13);  // four slices, not seven
  for (const Graph& graph : {one_dense(Shape::row(100), 10), one_dense(Shape::image(16, 16, 32), 1024)}) {
    CHECK(slice_size(graph, 64) == 32);
    CHECK(slice_size(graph, 100) == 25);
    CHECK(slice_size(graph, 512) == 64);
  }
}

}  // namespace
}  // namespace cae
