// A small model in training, with its steps told to an observer.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "framework/base/random.h"
#include "framework/engine/session.h"
#include "framework/graph/builder.h"
#include "framework/graph/initialisers.h"
#include "framework/graph/losses.h"
#include "framework/passes/pass.h"

namespace cae {

// conv 16 3x3 relu, bn, pool, conv 32 3x3, flatten, dense 100: one of each kind of work.
inline Graph conv_bn_dense() {
  GraphBuilder builder("observed", Shape::image(10, 10, 1));
  const auto add = [&](const std::string& kind,
                       const std::vector<std::pair<std::string, AttributeValue>>& settings) {
    LayerRequest request{.kind = kind, .attributes = {}};
    for (const auto& [name, value] : settings) request.attributes.set(name, value);
    builder.add(std::move(request));
  };
  const Padding same{Padding::Mode::same, 0, 0};
  add("conv", {{"filters", std::int64_t{16}},
               {"kernel", Window{3, 3}},
               {"activation", Activation{"relu", {}}},
               {"pad", same}});
  add("bn", {});
  add("conv", {{"filters", std::int64_t{32}}, {"kernel", Window{3, 3}}, {"pad", same}});
  add("flatten", {});
  add("dense", {{"units", std::int64_t{100}}});
  return std::move(builder).finish();
}

class ObservedTraining {
 public:
  static constexpr int threads = 2;
  static constexpr int batch = 7;

  explicit ObservedTraining(Graph graph)
      : graph_(with_losses(std::move(graph), "mse")), pool_(threads), weights_(graph_) {
    initialise(weights_, 1);
    PlanOptions options{.batch = batch};
    session_ = std::make_unique<Session>(graph_, weights_, pool_, options);
    RandomStream(1, "images").fill_uniform(session_->input(), 0.0F, 1.0F);
    RandomStream(2, "images").fill_uniform(session_->target(), 0.0F, 1.0F);
  }
  Session& session() { return *session_; }
  ThreadPool& pool() { return pool_; }

  // As a training loop does.
  void steps(int count, StepObserver& observer) {
    session_->observe(&observer);
    for (int i = 0; i < count; ++i) {
      observed_stage(&observer, Stage::data, 0, [] {});
      observed_stage(&observer, Stage::step, batch,
                     [&] { session_->run({.seed = 1, .epoch = 1, .images = batch, .samples = {}}); });
      observed_stage(&observer, Stage::update, batch, [] {});
    }
  }

 private:
  Graph graph_;
  ThreadPool pool_;
  ParameterArrays weights_;
  std::unique_ptr<Session> session_;
};

}  // namespace cae
