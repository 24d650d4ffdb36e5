#include "framework/train/fit_checks.h"

#include "tests/unit/train/support.h"

namespace {

using namespace cae;
using namespace cae::test;

std::string of_settings(const TrainConfig& config, const std::string& last = "sigmoid") {
  return said(setting_warnings(small_model(last), config));
}

}  // namespace

TEST_CASE("softmax as the last layer is warned of under any loss, behind reshape too") {
  GraphBuilder builder("shares", Shape::row(16));
  add(builder, "softmax", {}, "last");
  add(builder, "reshape", {{"shape", Shape::image(4, 4, 1)}});
  const Graph model = std::move(builder).finish();
  for (const char* loss : {"bce", "bce_logits", "mse"}) {
    CHECK(said(setting_warnings(model, {.loss = image_loss(loss)})) ==
          "W801: the model's last layer, last, gives the channels of each pixel, or a row, as shares of 1, "
          "which the "
          "loss " +
              std::string(loss) + " does not need and images are not");
  }
}

TEST_CASE("a last activation that does not fit the loss is warned of, behind reshape too") {
  TrainConfig config{.loss = image_loss("bce")};
  CHECK(of_settings(config).empty());
  CHECK(of_settings(config, "relu") ==
        "W801: the model's last layer, last, ends with relu, which gives 0 and more, but the loss bce needs "
        "0 to 1");
  CHECK(of_settings(config, "tanh") ==
        "W801: the model's last layer, last, ends with tanh, which gives -1 to 1, but the loss bce needs 0 "
        "to 1");
  CHECK(of_settings(config, "linear") ==
        "W801: the model's last layer, last, ends without an activation, which gives any number, but the "
        "loss bce "
        "needs 0 to 1");
  config.loss = image_loss("bce_logits");
  CHECK(of_settings(config, "linear").empty());
  CHECK(of_settings(config, "leaky_relu").empty());
  CHECK(of_settings(config) ==
        "W801: the model's last layer, last, ends with sigmoid, which gives 0 to 1, but the loss bce_logits "
        "takes the "
        "sigmoid of it and needs any number");
  CHECK(of_settings(config, "relu").starts_with("W801"));
  CHECK(of_settings(config, "elu").find("ends with elu, which gives -1 and more") != std::string::npos);
  config.loss = image_loss("ms_ssim");
  CHECK(of_settings(config).empty());
  CHECK(of_settings(config, "tanh").find("but the loss ms_ssim needs 0 to 1") != std::string::npos);
  for (const ImageLoss* loss : {image_loss("mse"), image_loss("mae")}) {
    config.loss = loss;
    for (const char* last : {"sigmoid", "relu", "linear", "tanh"}) CHECK(of_settings(config, last).empty());
  }
}

TEST_CASE("noise and dropout behind the last activation leave the range of the loss in training") {
  for (const char* kind : {"noise", "dropout"}) {
    GraphBuilder builder("drawn", Shape::row(16));
    add(builder, "sigmoid", {}, "last");
    add(builder, kind, {{std::string(kind) == "noise" ? "sigma" : "rate", 0.5}}, "drawn");
    add(builder, "reshape", {{"shape", Shape::image(4, 4, 1)}});
    const Graph model = std::move(builder).finish();
    CHECK(said(setting_warnings(model, {.loss = image_loss("bce")})) ==
          "W801: the model's last layer, drawn, gives numbers outside of 0 to 1 in training, but the loss "
          "bce needs "
          "0 to 1");
    CHECK(setting_warnings(model, {.loss = image_loss("mse")}).empty());
  }
}

TEST_CASE("each output's last activation is compared with that output's loss") {
  GraphBuilder builder("two", Shape::image(4, 4, 1));
  const auto last = [&](const char* activation, const char* name) {
    add(builder, "conv",
        {{"filters", std::int64_t{1}},
         {"kernel", Window{1, 1}},
         {"activation", Activation{.kind = activation, .arguments = {}}}},
        name);
  };
  last("relu", "draft");
  last("sigmoid", "fine");
  add(builder, "flatten");
  add(builder, "dense",
      {{"units", std::int64_t{3}}, {"activation", Activation{.kind = "sigmoid", .arguments = {}}}},
      "classes");
  Graph model = std::move(builder).finish();
  model.outputs = {{.node = model.layer_output("fine"), .name = "fine"},
                   {.node = model.layer_output("draft"), .name = "draft", .loss = "bce"},
                   {.node = model.layer_output("classes"),
                    .name = "classes",
                    .loss = "cross_entropy",
                    .target = std::string(target_labels)}};
  TrainConfig config{.loss = image_loss("bce")};
  const Diagnostics found = setting_warnings(model, config);
  CHECK(said(found) ==
        "W801: the output 'draft' ends with relu, which gives 0 and more, but the loss bce needs 0 to 1\n"
        "W801: the output 'classes' ends with sigmoid, which gives 0 to 1, but the loss cross_entropy takes "
        "the "
        "softmax of it and needs any number");
  CHECK(found.front().help == "end with sigmoid, or write 'loss=bce_logits' (without an activation) or mse");
  model.outputs[1].loss = "mse";
  model.outputs.pop_back();
  CHECK(setting_warnings(model, config).empty());
  const DataSets data{.train = between(-2.0F, 2.0F), .test = {}};
  CHECK(said(image_warnings(model, data, config)) ==
        "W805: the images go from -2 to 2, but the last activation of the output 'fine', sigmoid, gives 0 to "
        "1\n"
        "W805: the images go from -2 to 2, but the last activation of the output 'draft', relu, gives 0 and "
        "more");
}

TEST_CASE("a row of classes ends with softmax alone, or with any numbers") {
  const auto of_classes = [](const std::vector<std::string>& kinds) {
    GraphBuilder builder("classes", Shape::image(1, 1, 4));
    for (const std::string& kind : kinds) add(builder, kind, {}, kind);
    Graph model = std::move(builder).finish();
    model.outputs = {{.node = 0, .name = "image"},
                     {.node = model.layer_output(kinds.back()),
                      .name = kinds.back(),
                      .loss = "cross_entropy",
                      .target = std::string(target_labels)}};
    return said(setting_warnings(model, {.loss = image_loss("mse")}));
  };
  CHECK(of_classes({"flatten", "softmax"}).empty());
  CHECK(of_classes({"flatten"}).empty());
  CHECK(of_classes({"flatten", "leaky_relu"}).empty());
  CHECK(
      of_classes({"softmax", "flatten"}) ==
      "W801: the output 'flatten', by its layer softmax, gives shares of 1, and the loss cross_entropy takes "
      "the softmax of them again");
}

TEST_CASE("a schedule that never comes to its rate, rises, or never drops is warned of") {
  TrainConfig config{.epochs = 8};
  CHECK(of_settings(config).empty());
  config.schedule = {.kind = Schedule::cosine, .warmup = 20};
  CHECK(of_settings(config) ==
        "W802: the warm-up takes 20 epochs and training 8, so the rate never reaches 0.001");
  config.schedule.warmup = 8;
  CHECK(of_settings(config).starts_with("W802"));
  config.schedule.warmup = 7;
  CHECK(of_settings(config).empty());
  config.schedule.final_rate = 0.01;
  CHECK(of_settings(config) == "W803: the rate rises: from 0.001 to 0.01 with the last step");
  config.schedule = {.kind = Schedule::step, .every = 8};
  CHECK(of_settings(config) ==
        "W804: the rate never drops: its first drop would come after epoch 8, and there are 8");
  config.schedule.every = 7;
  CHECK(of_settings(config).empty());
}

TEST_CASE("a warm-up of beta as long as training is warned of") {
  GraphBuilder builder("m", Shape::row(4));
  add(builder, "dense", {{"units", std::int64_t{4}}}, "both");
  LayerRequest request{
      .kind = "sample", .attributes = attributes({{"warmup", 8.0}}), .name = "code", .inputs = {1, 1}};
  REQUIRE_FALSE(builder.add(std::move(request)));
  const Graph model = std::move(builder).finish();
  TrainConfig config{.loss = image_loss("mse")};
  config.epochs = 8;
  CHECK(said(setting_warnings(model, config)) ==
        "W808: the warm-up of code takes 8 epochs and training 8, so its beta never reaches its value");
  config.epochs = 9;
  CHECK(setting_warnings(model, config).empty());
}

TEST_CASE("images outside 0 to 1 are refused under bce, bce_logits and ms_ssim, by file") {
  DataSets data{.train = between(0.0F, 255.0F), .test = between(-0.5F, 1.0F)};
  data.test->name = "t.npy";
  for (const ImageLoss* loss : {image_loss("bce"), image_loss("bce_logits"), image_loss("ms_ssim")}) {
    const Status status = check_targets(small_model("sigmoid"), data, {.loss = loss});
    REQUIRE_FALSE(status);
    CHECK(said(status.diagnostics()) ==
          "E812: the images go from 0 to 255, but the loss " + word_of(loss) + " needs 0 to 1\n" +
              "E812: the images go from -0.5 to 1, but the loss " + word_of(loss) + " needs 0 to 1");
    CHECK(status.diagnostics()[0].place.file == "x.npy");
    CHECK(status.diagnostics()[1].place.file == "t.npy");
  }
  CHECK(check_targets(small_model("sigmoid"), data, {.loss = image_loss("mse")}));
  CHECK(check_targets(small_model("sigmoid"), {.train = between(0.0F, 1.0F), .test = {}},
                      {.loss = image_loss("bce")}));
  const Status hardly = check_targets(
      small_model("sigmoid"), {.train = between(0.0F, 1.0000001F), .test = {}}, {.loss = image_loss("bce")});
  CHECK(said(hardly.diagnostics()) ==
        "E812: the images go from 0 to 1.0000001, but the loss bce needs 0 to 1");
}

TEST_CASE("images that are read during training are refused once a value outside 0 to 1 was read") {
  struct Source : ImageSource {
    Result<Dataset> read(std::span<const std::uint32_t>) const override { return Dataset{}; }
    PixelRange range() const override { return seen; }
    PixelRange seen = {0.0F, 1.0F};
  };
  const auto source = std::make_shared<Source>();
  const DataSets data{.train = {.name = "x.npy", .count = 1, .shape = {4, 4, 1}, .source = source},
                      .test = between(0.0F, 1.0F)};
  const Graph model = small_model("sigmoid");
  CHECK(check_targets(model, data, {.loss = image_loss("bce")}));
  CHECK(check_read_targets(model, data, {.loss = image_loss("bce")}));
  source->seen.greatest = 3.0F;
  const Status status = check_read_targets(model, data, {.loss = image_loss("bce")});
  CHECK(said(status.diagnostics()) == "E812: the images go from 0 to 3, but the loss bce needs 0 to 1");
  CHECK(check_read_targets(model, data, {.loss = image_loss("mse")}));
  // Of images in memory every value was known before.
  CHECK(check_read_targets(model, {.train = between(0.0F, 3.0F)}, {.loss = image_loss("bce")}));
}

TEST_CASE("labels that an output needs are asked for, and must have a number each") {
  Graph model = small_model("sigmoid");
  model.outputs.push_back({.node = model.layer_output("code"), .name = "code", .loss = "cross_entropy"});
  model.outputs.back().target = std::string(target_labels);
  DataSets data{.train = between(0.0F, 1.0F), .test = {}};
  const TrainConfig bce{.loss = image_loss("bce")};
  const Status none = check_targets(model, data, bce);
  REQUIRE_FALSE(none);
  CHECK(said(none.diagnostics()) == "E814: these images have no labels, which the output 'code' learns");
  data.train.labels = {0, 1};
  CHECK(check_targets(model, data, bce));
  data.train.labels = {0, 2};
  const Status many = check_targets(model, data, bce);
  REQUIRE_FALSE(many);
  CHECK(said(many.diagnostics()) ==
        "E815: there is a label 2, and the output 'code' has numbers for the labels 0 to 1");
}

TEST_CASE("images that the last activation cannot give are warned of") {
  const DataSets data{.train = between(-2.0F, 2.0F), .test = {}};
  const auto warnings = [&](const std::string& last) {
    return said(image_warnings(small_model(last), data, {.loss = image_loss("mse")}));
  };
  CHECK(warnings("sigmoid") ==
        "W805: the images go from -2 to 2, but the last activation of the model, sigmoid, gives 0 to 1");
  CHECK(warnings("linear").empty());
  CHECK(said(image_warnings(small_model("sigmoid"), {.train = between(0.0F, 1.0F), .test = {}},
                            {.loss = image_loss("mse")}))
            .empty());
}

TEST_CASE("images that are passed over in a folder are warned of, for each of the two folders") {
  DataSets data{.train = between(0.0F, 1.0F), .test = between(0.0F, 1.0F)};
  CHECK(folder_warnings(data).empty());
  data.train.other_images = {.count = 1200, .first = "x/a/1.jpg"};
  data.test->other_images = {.count = 1, .first = "y/2.gif"};
  const Diagnostics warnings = folder_warnings(data);
  CHECK(said(warnings) ==
        "W807: 1,200 image files are not PNG files and are passed over; the first is 'x/a/1.jpg'\n"
        "W807: 1 image file is not a PNG file and is passed over: 'y/2.gif'");
  CHECK(warnings.front().place.file == "x.npy");
}
