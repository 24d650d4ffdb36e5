#include "framework/run/run_identity.h"

#include "tests/support/catch.h"

using namespace cae;

namespace {

const std::string recorded = R"({
  "analyse": [{"plugin": "pca"}], "augment": [{"plugin": "/here/noise.so", "sigma": 0.1}],
  "data": {"dataset": "", "limit": 5, "test": {"images": "t.npy"}, "train": {"images": "a/x.npy"}},
  "experiment": "one", "model": "m.cae", "options": {"epochs": 3},
  "train": {"batch": 7, "epochs": 3, "init": "w.safetensors"}})";
const std::string elsewhere = R"({
  "analyse": [], "augment": [{"plugin": "noise", "sigma": 0.1}],
  "data": {"dataset": "fashion-mnist", "limit": 5, "test": {"images": "/t.npy"}, "train": {"images": "/b/y.npy"}},
  "experiment": "two", "model": "/m.cae",
  "train": {"batch": 7, "epochs": 6, "init": "/v.safetensors"}})";

std::string with(std::string settings, const std::string& part, const std::string& instead) {
  const std::size_t place = settings.find(part);
  REQUIRE(place != std::string::npos);
  return settings.replace(place, part.size(), instead);
}

}  // namespace

TEST_CASE("paths, names, epochs, analyses and how options were given are no part of a run's identity") {
  CHECK(identity_settings(recorded) == identity_settings(elsewhere));
  CHECK(checkpoint_mark("0001-one-s1", "model", recorded) ==
        checkpoint_mark("0001-one-s1", "model", elsewhere));
  CHECK(identity_settings("no JSON").empty());
  CHECK(identity_settings("[]").empty());
}

TEST_CASE("all that is computed differently is another run") {
  const std::string mark = checkpoint_mark("0001-one-s1", "model", recorded);
  CHECK(checkpoint_mark("0001-one-s1", "another model", recorded) != mark);
  CHECK(checkpoint_mark("0002-one-s1", "model", recorded) != mark);
  for (const auto& [part, instead] :
       {std::pair{R"("batch": 7)", R"("batch": 8)"}, std::pair{R"("limit": 5)", R"("limit": 6)"},
        std::pair{R"("sigma": 0.1)", R"("sigma": 0.2)"}, std::pair{"noise.so", "other.so"},
        std::pair{R"("epochs": 3})", R"("disable-pass": ["winograd"]})"}}) {
    INFO(part);
    CHECK(checkpoint_mark("0001-one-s1", "model", with(recorded, part, instead)) != mark);
  }
}

TEST_CASE("the order in which passes are left out does not matter") {
  const std::string options = R"("options": {"epochs": 3})";
  CHECK(identity_settings(with(recorded, options, R"("options": {"disable-pass": ["a", "b"]})")) ==
        identity_settings(with(recorded, options, R"("options": {"disable-pass": ["b", "a", "b"]})")));
}

TEST_CASE("going on refreshes what is no part of the identity and keeps the rest as recorded") {
  const std::string refreshed = refreshed_settings(recorded, elsewhere);
  CHECK(identity_settings(refreshed) == identity_settings(recorded));
  CHECK(refreshed.find(R"("epochs":6)") != std::string::npos);
  CHECK(refreshed.find("/b/y.npy") != std::string::npos);
  CHECK(refreshed.find("options") == std::string::npos);
  CHECK(refreshed.find("/here/noise.so") != std::string::npos);
  CHECK(refreshed.find(R"("experiment":"one")") != std::string::npos);  // its name in the store
  CHECK(refreshed_settings("no JSON", elsewhere) == elsewhere);
}

TEST_CASE("a checkpoint may have the mark of today or the one of stores before version 3") {
  StoredRun run;
  run.name = "0004-one-s1";  // in a store that it was merged into
  run.begun_as = "0001-one-s1";
  run.model_text = "model";
  run.configuration = recorded;
  const std::vector<std::string> marks = checkpoint_marks(run);
  REQUIRE(marks.size() == 2);
  CHECK(marks[0] == checkpoint_mark("0001-one-s1", "model", recorded));
  CHECK(marks[1].starts_with("0001-one-s1 "));
  CHECK(marks[1] != marks[0]);
}
