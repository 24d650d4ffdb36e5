#include "tools/cli/run_values.h"

#include "tests/support/catch.h"

using namespace cae::cli;

TEST_CASE("a metric is meant by its name, or by its begin and end where only one has them") {
  const std::vector<std::string> names = {"final_test_loss",   "pca.images.ratio", "pca.images.ratio_1",
                                          "pca2.images.ratio", "knn.a.accuracy",   "knn.b.accuracy"};
  CHECK(meant_metric("pca.images.ratio", names) == "pca.images.ratio");
  CHECK(meant_metric("pca.ratio", names) == "pca.images.ratio");
  CHECK(meant_metric("knn.accuracy", names).empty());
  CHECK(meant_metric("final_test", names).empty());
  CHECK(meant_metric("pca.io", names).empty());
}

TEST_CASE("the usual metric is the test loss, then the validation loss, then the training loss") {
  CHECK(usual_metric({{1, {{"final_train_loss", 1.0}, {"final_test_loss", 1.0}}}}) == "final_test_loss");
  CHECK(usual_metric({{1, {{"final_train_loss", 1.0}, {"final_validation_loss", 1.0}}}}) ==
        "final_validation_loss");
  CHECK(usual_metric({{1, {{"final_train_loss", 1.0}}}}) == "final_train_loss");
}

TEST_CASE("the loss of the only output has one name for all models") {
  std::map<std::string, double> values = {
      {"term:kl/test", 1.0}, {"term:pixels/test", 2.0}, {"term:pixels/train", 3.0}};
  add_reconstruction(values);
  CHECK(values.at("reconstruction/test") == 2.0);
  CHECK(values.at("reconstruction/train") == 3.0);
  CHECK(is_loss("reconstruction/test"));
  std::map<std::string, double> two = {{"term:pixels/test", 2.0}, {"term:classes/test", 1.0}};
  add_reconstruction(two);
  CHECK_FALSE(two.contains("reconstruction/test"));
}

TEST_CASE("the terms of a loss are named once for all splits") {
  CHECK(loss_terms_of(
            {{"term:kl/test", 1.0}, {"term:kl/train", 1.0}, {"term:pixels/test", 1.0}, {"a.b", 1.0}}) ==
        std::set<std::string>{"kl", "pixels"});
  CHECK(is_loss("term:kl/test"));
  CHECK_FALSE(is_loss("seconds"));
}
