#include "framework/train/schedule.h"

#include "tests/support/catch.h"

using cae::learning_rate;
using cae::TrainConfig;

TEST_CASE("a constant schedule keeps the rate") {
  TrainConfig config{.epochs = 5};
  for (int epoch = 1; epoch <= 5; ++epoch) CHECK(learning_rate(config, epoch) == 0.001);
}

TEST_CASE("warm-up rises in equal steps and reaches the rate after its epochs") {
  TrainConfig config{.epochs = 10};
  config.optimizer.rate = 0.4;
  config.schedule.warmup = 3;
  CHECK(learning_rate(config, 1) == Approx(0.1));
  CHECK(learning_rate(config, 3) == Approx(0.3));
  CHECK(learning_rate(config, 4) == 0.4);
}

TEST_CASE("a step schedule drops every so many epochs") {
  TrainConfig config{.epochs = 10};
  config.optimizer.rate = 1.0;
  config.schedule = {.kind = "step", .every = 2, .factor = 0.5};
  CHECK(learning_rate(config, 2) == 1.0);
  CHECK(learning_rate(config, 3) == 0.5);
  CHECK(learning_rate(config, 5) == 0.25);
}

TEST_CASE("a cosine schedule starts at the rate, is half way in the middle and ends at final_rate") {
  TrainConfig config{.epochs = 11};
  config.optimizer.rate = 1.0;
  config.schedule = {.kind = "cosine", .final_rate = 0.2};
  CHECK(learning_rate(config, 1) == 1.0);
  CHECK(learning_rate(config, 6) == Approx(0.6));
  CHECK(learning_rate(config, 11) == Approx(0.2));
}

TEST_CASE("a cosine schedule of a single epoch is its rate") {
  TrainConfig config{.epochs = 1};
  config.schedule.kind = "cosine";
  CHECK(learning_rate(config, 1) == 0.001);
}
