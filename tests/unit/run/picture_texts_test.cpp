// What is written on the pictures of a run.
#include <cmath>

#include "framework/primitives/loss.h"
#include "framework/run/loss_curve_of_run.h"
#include "framework/run/picture_notes.h"
#include "framework/run/reconstruction_sheet.h"
#include "framework/run/table_caption.h"
#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("a note says experiment, variant and seed, and how many images of which part") {
  CHECK(run_note("denoise", "narrow", 3) == "experiment denoise, variant narrow, seed 3");
  CHECK(run_note("denoise", "", 3) == "experiment denoise, seed 3");
  CHECK(images_note(1000, ImageSet::test) == "1,000 test images");
  CHECK(images_note(1, ImageSet::validation) == "1 validation image");
  CHECK(joined_notes("a", "", "b") == "a; b");
  CHECK(weights_note("") == "");
}

TEST_CASE("the caption of a table has its run, its images, its weights and shares of variance") {
  const Table table{
      .name = "pca-code", .columns = {"PC1", "PC2"}, .values = {1, 2}, .samples = {0}, .labels = {}};
  const TableOfRun of{"0001-one-s1", "experiment one, seed 1", "best", {"Top"}};
  const TableCaption caption = table_caption(table, of, {0.461, 0.2});
  CHECK(caption.title == "pca-code of run 0001-one-s1");
  CHECK(caption.notes ==
        std::vector<std::string>{"experiment one, seed 1; 1 test image; weights of the best epoch"});
  CHECK(caption.axes[0] == "component 1 (46.1 % of the variance)");
  CHECK(table_caption(table, of, {0.461}).axes.empty());
}

TEST_CASE("shares of variance are read from an analysis' metrics in their order") {
  const std::vector<MetricRecord> metrics = {
      {.analysis = "pca", .name = "t.explained_variance_ratio_2", .value = 0.2},
      {.analysis = "pca", .name = "t.explained_variance_ratio_1", .value = 0.5},
      {.analysis = "pca2", .name = "t.explained_variance_ratio_3", .value = 0.1}};
  CHECK(variance_shares(metrics, "pca") == std::vector<double>{0.5, 0.2});
  CHECK(variance_shares(metrics, "latent").empty());
}

TEST_CASE("every loss has a name with its unit, and several terms are named as their sum") {
  for (const std::string& word : all_words<const ImageLoss*>()) {
    CHECK(loss_axis(word, {}) != word);
    CHECK(loss_axis(word, {}).find("mean over") != std::string::npos);
  }
  const EpochRecord epoch{.epoch = 1, .terms = {{"train", "reconstruction", 0.3}, {"train", "kl", 0.1}}};
  CHECK(loss_axis("bce", {epoch}) == "loss: the sum of kl, reconstruction");
}

TEST_CASE("the curve of a run marks the first epoch with the least watched loss") {
  std::vector<EpochRecord> epochs;
  for (const double loss : {0.5, 0.3, 0.4, 0.3})
    epochs.push_back(
        {.epoch = static_cast<std::int64_t>(epochs.size() + 1), .train_loss = 0.1, .test_loss = loss});
  const LossCurve curve = loss_curve_of("run", epochs);
  CHECK(curve.watched == WatchedLoss::test);
  CHECK(curve.best == 2);
  epochs[0].validation_loss = 0.1;
  CHECK(loss_curve_of("run", epochs).best == 1);
  for (EpochRecord& epoch : epochs) epoch.validation_loss = NAN;
  CHECK_FALSE(loss_curve_of("run", epochs).best);
}

TEST_CASE("the error of an image is its mean squared one, and its colours say which way") {
  const std::vector<float> target = {0, 1, 0.5F, 0.5F}, made = {1, 0, 0.5F, 0.5F};
  CHECK(mean_squared_error(target, made) == 0.5);
  const std::vector<float> colours = difference_in_colours(target, made, 1);
  REQUIRE(colours.size() == 12);
  CHECK(colours[0] > 2 * colours[8]);  // too bright: red above blue
  CHECK(colours[1] < colours[9] / 2);  // too dark: blue above red
  CHECK(colours[2] == colours[6]);     // right: grey
}
