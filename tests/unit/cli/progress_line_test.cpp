#include "tools/cli/progress_line.h"

#include "tests/support/catch.h"

using namespace cae;
using namespace cae::cli;

namespace {

ShownProgress halfway() {
  ShownProgress progress;
  progress.epochs = 100;
  progress.step.epoch = 7;
  progress.step.step = 300;
  progress.step.steps = 600;
  progress.step.loss = 0.25;
  progress.step.mean_loss = 0.2813;
  progress.step.images_per_second = 1672.4;
  progress.left = "59 min 10 s";
  return progress;
}

}  // namespace

TEST_CASE("a progress line leaves out what matters less where the terminal is narrow") {
  CHECK(progress_line(halfway(), 100) ==
        "epoch 7/100  step 300/600  loss 0.2500  mean 0.2813  1672 images/s  59 min 10 s left");
  CHECK(progress_line(halfway(), 79) ==
        "epoch 7/100  step 300/600  mean 0.2813  1672 images/s  59 min 10 s left");
  CHECK(progress_line(halfway(), 59) == "epoch 7/100  step 300/600  mean 0.2813  59 min 10 s left");
  CHECK(progress_line(halfway(), 39) == "epoch 7/100  step 300/600  mean 0.2813");
  CHECK(progress_line(halfway(), 24) == "7/100  300/600  0.2813");
  CHECK(progress_line(halfway(), 19) == "7/100  50 %");
  CHECK(progress_line(halfway(), 5) == "7/100");
}

TEST_CASE("a progress line is never wider than the terminal") {
  for (std::size_t width = 1; width < 120; ++width) {
    INFO(width);
    CHECK(progress_line(halfway(), width).size() <= width);
  }
}

TEST_CASE("the parts of an epoch's line go to further lines where they find no place") {
  const std::vector<TableCell> parts = {{"epoch 1/3"}, {"train 0.6455"}, {""}, {"test 0.5242"}, {"best"}};
  CHECK(joined_parts(parts, 80) == "epoch 1/3  train 0.6455  test 0.5242  best");
  CHECK(joined_parts(parts, 25) == "epoch 1/3  train 0.6455\n  test 0.5242  best");
  CHECK(joined_parts(parts, 12) == "epoch 1/3\n  train 0.6455\n  test 0.5242\n  best");
}
