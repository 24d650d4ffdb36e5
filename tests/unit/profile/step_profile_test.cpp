// What a profile counts, against counts by hand.
#include "framework/profile/step_profile.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/unit/profile/support.h"

namespace cae {
namespace {

constexpr MachineLimit gigantic{.operations_per_second = 1e9, .bytes_per_second = 1e6};

const ProfileRow& row_of(const Profile& profile, const std::string& node, const std::string& direction) {
  const auto row = std::find_if(profile.rows.begin(), profile.rows.end(), [&](const ProfileRow& each) {
    return each.node == node && each.direction == direction;
  });
  INFO(node << " " << direction);
  REQUIRE(row != profile.rows.end());
  return *row;
}

TEST_CASE("a profile has a line for each node and direction, and they add up to the time of all threads") {
  ObservedTraining training(conv_bn_dense());
  StepProfile watch(training.session(), ObservedTraining::threads);
  training.steps(4, watch);
  const Profile profile = watch.result(gigantic);
  CHECK(profile.steps == 3);  // without the first
  CHECK(profile.images == ObservedTraining::batch);
  for (const Node& node : training.session().graph().nodes) {
    if (node.layer.empty() || node.kind == "input") continue;
    const std::string direction = node.kind == "bn" ? "forward 2" : "forward";
    CHECK(row_of(profile, node.name, direction).kind == node.kind);
    CHECK(row_of(profile, node.name, node.kind == "bn" ? "backward 1" : "backward").layer == node.layer);
  }
  row_of(profile, "dense1.loss", "loss");
  row_of(profile, "dense1", "weight gradients");
  row_of(profile, "bn1", "prepare");
  double sum = 0.0;
  for (const ProfileRow& row : profile.rows) sum += row.seconds;
  CHECK(sum == Approx(profile.step_seconds * ObservedTraining::threads));
}

TEST_CASE("operations and bytes are those of the shapes") {
  ObservedTraining training(conv_bn_dense());
  StepProfile watch(training.session(), ObservedTraining::threads);
  training.steps(2, watch);
  const Profile profile = watch.result(gigantic);
  const double images = ObservedTraining::batch;
  const double first = 2.0 * 100 * 9 * 1 * 16 * images;
  const double second = 2.0 * 100 * 9 * 16 * 32 * images;
  const double dense = 2.0 * 3200 * 100 * images;
  CHECK(row_of(profile, "conv1", "forward").operations == first);
  CHECK(row_of(profile, "conv1", "backward").operations == first);  // nobody wants the images' gradient
  CHECK(row_of(profile, "conv2", "forward").operations == second);
  CHECK(row_of(profile, "conv2", "backward").operations == 2 * second);
  CHECK(row_of(profile, "dense1", "backward").operations == dense);
  CHECK(row_of(profile, "dense1", "weight gradients").operations == dense);
  CHECK(profile.operations() == 2 * first + 3 * second + 3 * dense);
  // Batch norm reads its input for the statistics, then reads and writes; 4 parameters a channel.
  const double image = 4.0 * 100 * 16 * images;
  CHECK(row_of(profile, "bn1", "forward 1").bytes == image);
  CHECK(row_of(profile, "bn1", "forward 2").bytes == 2 * image + 4.0 * 4 * 16);
  CHECK(row_of(profile, "bn1", "backward 1").bytes == 2 * image);
  CHECK(row_of(profile, "conv2", "forward").bytes == 3 * image + 4.0 * (9 * 16 * 32 + 32));
}

TEST_CASE("the limit of a line is what is slower of arithmetic and memory") {
  ObservedTraining training(conv_bn_dense());
  StepProfile watch(training.session(), ObservedTraining::threads);
  training.steps(2, watch);
  const Profile profile = watch.result(gigantic);
  const ProfileRow product = row_of(profile, "conv2", "backward");
  CHECK(product.limit_seconds == product.bytes / 1e6);
  const Profile other = watch.result({.operations_per_second = 1e3, .bytes_per_second = 1e6});
  CHECK(row_of(other, "conv2", "backward").limit_seconds == product.operations / 1e3);
}

TEST_CASE("a convolution by Winograd counts the products that it makes: a quarter") {
  GraphBuilder builder("wide", Shape::image(16, 16, 64));
  Attributes settings;
  settings.set("filters", std::int64_t{64});
  settings.set("kernel", Window{3, 3});
  settings.set("pad", Padding{Padding::Mode::same, 0, 0});
  REQUIRE_FALSE(builder.add({.kind = "conv", .attributes = settings}));
  const Graph direct = std::move(builder).finish();
  const Graph fast = optimise(direct, {});
  REQUIRE(fast.nodes.back().kind == "winograd_conv");
  const auto forward = [](const Graph& graph) {
    return make_plan(graph, {.gradients = false}).nodes.back().kernel->products().forward;
  };
  CHECK(forward(fast) == forward(direct) / 4);
}

TEST_CASE("the only step of a run is measured, first or not") {
  ObservedTraining training(conv_bn_dense());
  StepProfile watch(training.session(), ObservedTraining::threads);
  CHECK(watch.result(gigantic).steps == 0);
  training.steps(1, watch);
  CHECK(watch.result(gigantic).steps == 1);
}

TEST_CASE("watching changes no bit") {
  ObservedTraining alone(conv_bn_dense());
  ObservedTraining watched(conv_bn_dense());
  StepProfile watch(watched.session(), ObservedTraining::threads);
  watched.session().observe(&watch);
  const StepContext context{.seed = 1, .epoch = 1, .images = 7, .samples = {}};
  CHECK(alone.session().run(context) == watched.session().run(context));
}

}  // namespace
}  // namespace cae
