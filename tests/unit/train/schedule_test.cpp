#include "framework/train/schedule.h"

#include "tests/support/catch.h"

using cae::learning_rate;
using cae::Schedule;
using cae::TrainConfig;

TEST_CASE("a constant schedule keeps every bit of the rate") {
  TrainConfig config{.epochs = 5};
  for (int epoch = 1; epoch <= 5; ++epoch) {
    for (int step = 1; step <= 7; ++step) CHECK(learning_rate(config, epoch, step, 7) == 0.001);
  }
}

TEST_CASE("warm-up rises in equal steps and reaches the rate with the first step after its epochs") {
  TrainConfig config{.epochs = 10};
  config.optimizer.rate = 0.7;
  config.schedule.warmup = 3;
  CHECK(learning_rate(config, 1, 1, 2) == Approx(0.1));
  CHECK(learning_rate(config, 1, 2, 2) == Approx(0.2));
  CHECK(learning_rate(config, 3, 2, 2) == Approx(0.6));
  CHECK(learning_rate(config, 4, 1, 2) == 0.7);
}

TEST_CASE("a step schedule drops every so many epochs, with the first step of one") {
  TrainConfig config{.epochs = 10};
  config.optimizer.rate = 1.0;
  config.schedule = {.kind = Schedule::step, .every = 2, .factor = 0.5};
  CHECK(learning_rate(config, 2, 3, 3) == 1.0);
  CHECK(learning_rate(config, 3, 1, 3) == 0.5);
  CHECK(learning_rate(config, 4, 3, 3) == 0.5);
  CHECK(learning_rate(config, 5, 1, 3) == 0.25);
}

TEST_CASE("a step schedule counts its epochs from the end of the warm-up") {
  TrainConfig config{.epochs = 10};
  config.optimizer.rate = 1.0;
  config.schedule = {.kind = Schedule::step, .warmup = 1, .every = 2, .factor = 0.5};
  CHECK(learning_rate(config, 3, 3, 3) == 1.0);
  CHECK(learning_rate(config, 4, 1, 3) == 0.5);
}

TEST_CASE("a cosine schedule moves with every step, from the rate at the first to final_rate at the last") {
  TrainConfig config{.epochs = 3};
  config.optimizer.rate = 1.0;
  config.schedule = {.kind = Schedule::cosine, .final_rate = 0.2};
  CHECK(learning_rate(config, 1, 1, 7) == 1.0);
  CHECK(learning_rate(config, 2, 4, 7) == Approx(0.6));  // step 11 of 21
  CHECK(learning_rate(config, 3, 7, 7) == 0.2);
  double before = 1.0;
  for (int step = 2; step <= 21; ++step) {
    const double rate = learning_rate(config, (step - 1) / 7 + 1, (step - 1) % 7 + 1, 7);
    CHECK(rate < before);
    before = rate;
  }
}

TEST_CASE("a cosine schedule that ends at 0 trains in its last epoch too") {
  TrainConfig config{.epochs = 2};
  config.schedule.kind = Schedule::cosine;
  CHECK(learning_rate(config, 2, 1, 10) > 0.0);
  CHECK(learning_rate(config, 2, 9, 10) > 0.0);
  CHECK(learning_rate(config, 2, 10, 10) == 0.0);
}

TEST_CASE("a cosine schedule of one epoch ends at final_rate, of one step has it") {
  TrainConfig config{.epochs = 1};
  config.schedule = {.kind = Schedule::cosine, .final_rate = 0.0001};
  CHECK(learning_rate(config, 1, 1, 5) == 0.001);
  CHECK(learning_rate(config, 1, 5, 5) == 0.0001);
  CHECK(learning_rate(config, 1, 1, 1) == 0.0001);
}

TEST_CASE("a cosine schedule begins after its warm-up") {
  TrainConfig config{.epochs = 3};
  config.schedule = {.kind = Schedule::cosine, .warmup = 1, .final_rate = 0.0001};
  CHECK(learning_rate(config, 1, 4, 4) == Approx(0.0008));
  CHECK(learning_rate(config, 2, 1, 4) == 0.001);
  CHECK(learning_rate(config, 3, 4, 4) == 0.0001);
}

TEST_CASE("a warm-up that takes all epochs never comes to the rate") {
  TrainConfig config{.epochs = 8};
  config.schedule = {.kind = Schedule::cosine, .warmup = 20};
  CHECK(learning_rate(config, 8, 5, 5) < 0.001 * 8 / 20);
}
