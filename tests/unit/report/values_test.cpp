#include <cmath>
#include <limits>

#include "framework/report/comparison.h"
#include "framework/report/decoded_grid.h"
#include "framework/report/intervals.h"
#include "framework/report/json_numbers.h"
#include "framework/report/maps_json.h"
#include "framework/report/original_sheets.h"
#include "framework/report/page_budget.h"
#include "framework/report/stored_table.h"
#include "framework/report/thumbnails.h"
#include "tests/support/catch.h"

using namespace cae;

namespace {

ReportedRun run_of(const std::string& variant, std::uint64_t seed, double best) {
  ReportedRun run;
  run.stored.experiment = "denoise";
  run.stored.variant = variant;
  run.stored.seed = seed;
  run.summary.best_test_loss = best;
  run.metrics = {{.analysis = "pca", .name = "ratio", .value = best * 2}};
  return run;
}

const nlohmann::json& cell(const nlohmann::json& table, std::size_t row, const std::string& column) {
  for (std::size_t i = 0; i < table["columns"].size(); ++i) {
    if (table["columns"][i]["name"] == column) return table["rows"][row]["cells"][i];
  }
  throw std::runtime_error("no column " + column);
}

}  // namespace

TEST_CASE("A spread is a mean and, of two numbers and more, the sample standard deviation") {
  CHECK(spread_of({}).count == 0);
  CHECK(!spread_of({2.0}).deviation);
  const Spread spread = spread_of({2, 4, 4, 4, 5, 5, 7, 9});
  CHECK(spread.mean == 5.0);
  CHECK(spread.deviation.value() == Approx(std::sqrt(32.0 / 7.0)));
}

TEST_CASE("Runs of one variant are one row, with their seeds") {
  const nlohmann::json table =
      comparison_json({run_of("", 1, 0.3), run_of("wide", 1, 0.2), run_of("", 2, 0.4)});
  REQUIRE(table["rows"].size() == 2);
  CHECK(table["rows"][0]["name"] == "denoise");
  CHECK(table["rows"][0]["seeds"] == nlohmann::json({"1", "2"}));
  CHECK(cell(table, 0, "best test loss")["mean"] == 0.35);
  CHECK(cell(table, 0, "best test loss")["count"] == 2);
  CHECK(cell(table, 1, "best test loss")["deviation"].is_null());
}

TEST_CASE("Means have intervals, and differences from the base a verdict, of the runs that are done") {
  std::vector<ReportedRun> runs;
  const auto add = [&](const std::string& variant, std::uint64_t seed, double loss) {
    runs.push_back(run_of(variant, seed, loss));
    runs.back().status = RunStatus::done;
    runs.back().summary.final_test_loss = loss;
  };
  CHECK(intervals_json({run_of("", 1, 0.3)}).is_null());
  add("wide", 1, 0.2);
  add("", 1, 0.3);
  CHECK(intervals_json(runs)["base"] == "denoise");
  CHECK(intervals_json(runs)["rows"][1]["low"].is_null());
  CHECK(intervals_json(runs)["rows"][1]["verdict"].get<std::string>().starts_with(
      "one seed: no interval (lower by 0.1"));
  add("", 2, 0.4);
  add("wide", 2, 0.31);
  runs.push_back(run_of("wide", 3, 0.9));  // still running
  const nlohmann::json rows = intervals_json(runs)["rows"];
  CHECK(rows[0]["verdict"] == "");
  CHECK(rows[0]["mean"] == 0.35);
  CHECK(rows[0]["high"].get<double>() == Approx(0.35 + 12.7062 * 0.05).epsilon(1e-4));
  CHECK(rows[1]["seeds"] == 2);
  CHECK(rows[1]["verdict"].get<std::string>().starts_with("lower by 0.095 ("));
}

TEST_CASE(
    "Of several runs with one seed the newest counts, wherever the list has it, and runs that are done "
    "alone") {
  std::vector<ReportedRun> runs;
  const auto add = [&](std::int64_t id, std::uint64_t seed, double loss, RunStatus status) {
    runs.push_back(run_of("", seed, loss));
    runs.back().stored.id = id;
    runs.back().status = status;
    runs.back().summary.final_test_loss = loss;
  };
  add(9, 1, 0.3, RunStatus::done);
  add(7, 1, 0.9, RunStatus::done);
  add(8, 2, 0.5, RunStatus::done);
  add(10, 2, 0.1, RunStatus::stopped);
  CHECK(comparison_json(runs)["rows"][0]["seeds"] == nlohmann::json({"1", "2"}));
  CHECK(cell(comparison_json(runs), 0, "final test loss")["mean"] == 0.4);
  CHECK(intervals_json(runs)["rows"][0]["mean"] == 0.4);
  CHECK(metrics_comparison_json(runs)["rows"][0]["cells"][0]["mean"] == 0.8);
}

TEST_CASE("A table whose first two columns are axes of one kind is a map") {
  const auto table = [](std::vector<std::string> columns) {
    Table made;
    made.columns = std::move(columns);
    return made;
  };
  CHECK(is_map(table({"PC1", "PC2"})));
  CHECK(is_map(table({"code_1", "code_2", "code_3"})));
  CHECK(!is_map(table({"silhouette"})));
  CHECK(!is_map(table({"predicted", "votes"})));
  CHECK(!is_map(table({"1", "2"})));
}

TEST_CASE("A number that no run has is no column") {
  const nlohmann::json table = comparison_json({run_of("", 1, 0.3)});
  CHECK_THROWS(cell(table, 0, "best validation loss"));
}

TEST_CASE("A seed above 2^53 keeps its digits") {
  CHECK(comparison_json({run_of("", 9007199254740993, 0.3)})["rows"][0]["seeds"][0] == "9007199254740993");
}

TEST_CASE("Numbers of analyses have a row each and a column for each variant") {
  const nlohmann::json table = metrics_comparison_json({run_of("", 1, 0.3), run_of("wide", 1, 0.2)});
  REQUIRE(table["rows"].size() == 1);
  CHECK(table["rows"][0]["name"] == "pca: ratio");
  CHECK(table["rows"][0]["cells"][1]["mean"] == 0.4);
}

TEST_CASE("Numbers are rounded to significant digits, and what is not finite is null") {
  CHECK(rounded(0.123456789, 3).dump() == "0.123");
  CHECK(rounded(1234567.0, 3).dump() == "1230000");
  CHECK(rounded(-0.0, 3).dump() == "0");
  CHECK(rounded(std::nan(""), 3).is_null());
  CHECK(rounded(std::numeric_limits<double>::infinity(), 3).is_null());
}

TEST_CASE("A recorded table is read back") {
  const auto table = parse_table_csv("sample,label,code_1,code_2\n7,3,0.5,-1\n9,1,2,1e-3\n");
  REQUIRE(table);
  CHECK(table->columns == std::vector<std::string>{"code_1", "code_2"});
  CHECK(table->samples == std::vector<std::int64_t>{7, 9});
  CHECK(table->labels == std::vector<std::int64_t>{3, 1});
  CHECK(table->values == std::vector<double>{0.5, -1, 2, 1e-3});
  CHECK(parse_table_csv("sample,PC1\n7,1\n")->labels.empty());
}

TEST_CASE("A table that is not of images has no samples") {
  const std::optional<Table> table = parse_table_csv("k,loss\n1,2\n");
  REQUIRE(table);
  CHECK(table->samples.empty());
  CHECK(table->columns == std::vector<std::string>{"k", "loss"});
}

TEST_CASE("A damaged table is passed over") {
  for (const char* text : {"", "sample", "sample,label\n1,2\n", "sample,a\n1,2,3\n", "sample,a\n1,x\n",
                           "sample,a\n-1,2\n", "sample,a\n1,2\n3", "sample,a\n1.5,2\n"}) {
    INFO(text);
    CHECK(!parse_table_csv(text));
  }
}

TEST_CASE("Thumbnails are shrunk by whole numbers") {
  Thumbnails images(Shape::image(3, 4, 1), 2);
  CHECK(images.width() == 2);
  CHECK(images.height() == 2);
  images.add(std::vector<float>{0, 1, 0, 0, 1, 0, 0, 0, 1, 1, std::nanf(""), 0});
  CHECK(images.bytes() == std::vector<std::uint8_t>{129, 0, 255, 0});  // 0.5 is shade 32 of 63
}

TEST_CASE("Images of three channels keep their colours, of others the channels are beside each other") {
  Thumbnails colours(Shape::image(1, 2, 3), 32);
  colours.add(std::vector<float>{1, 0, 1, 0, 1, 0});
  CHECK(colours.bytes() == std::vector<std::uint8_t>{255, 0, 255, 0, 255, 0});
  Thumbnails pair(Shape::image(1, 2, 2), 32);
  pair.add(std::vector<float>{0, 1, 0, 1});
  CHECK(pair.bytes() == std::vector<std::uint8_t>{0, 0, 255, 255});
  Thumbnails row(Shape::row(6), 32);
  row.add(std::vector<float>{0, 1, 1, 0, 1, 0});
  CHECK(row.width() == 3);
  CHECK(row.bytes() == std::vector<std::uint8_t>{0, 255, 255, 0, 255, 0});
}

TEST_CASE("A sprite is a PNG with its images in rows") {
  Thumbnails images(Shape::image(2, 2, 1), 32);
  for (int i = 0; i < 5; ++i) images.add(std::vector<float>(4, 0.5F));
  const nlohmann::json sprite = sprite_json(images);
  CHECK(sprite["columns"] == 2);
  CHECK(sprite["count"] == 5);
  CHECK(sprite["uri"].get<std::string>().starts_with("data:image/png;base64,iVBOR"));
  CHECK(sprite_json(images.without_images()).is_null());
}

TEST_CASE("Runs of the same images share them, up to the page's limit") {
  Thumbnails images(Shape::image(1, 1, 1), 32);
  images.add(std::vector<float>{1.0F});
  images.add(std::vector<float>{0.0F});
  OriginalSheets sheets(1);
  const std::size_t sheet = sheets.sheet_of("a", images);
  CHECK(sheets.sheet_of("a", images) == sheet);
  CHECK(sheets.sheet_of("b", images) != sheet);
  CHECK(sheets.place_of(sheet, 7, images, 0) == 0);
  CHECK(sheets.place_of(sheet, 7, images, 0) == 0);
  CHECK(sheets.place_of(sheet, 8, images, 1) == -1);
}

TEST_CASE("Of long tables some rows are shown, of wide ones the columns that vary most") {
  RecordedTable recorded{.analysis = "latent"};
  for (int column = 0; column < 20; ++column) recorded.table.columns.push_back("c" + std::to_string(column));
  for (int row = 0; row < 4000; ++row) {
    recorded.table.samples.push_back(row);
    for (int column = 0; column < 20; ++column)
      recorded.table.values.push_back(row % 2 * (column == 17 ? 9 : 20 - column));
  }
  const nlohmann::json map = map_json("a", recorded, page_budget::points);
  CHECK(map["values"][0].size() == static_cast<std::size_t>(page_budget::points));
  CHECK(map["samples"][1999] == 3998);
  CHECK(map["columns"] == nlohmann::json({"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"}));
  CHECK(map["all_columns"] == 20);
  CHECK(map_json("a", recorded, 50)["samples"].size() == 50);
}

TEST_CASE("The grid's axis leaves out one point of a hundred at each end") {
  std::vector<float> numbers;
  for (int i = 0; i < 200; ++i) numbers.push_back(static_cast<float>(i));
  numbers.back() = 1e9F;
  numbers.push_back(std::nanf(""));
  const GridAxis axis = grid_axis(numbers);
  CHECK(axis.low == 2.0);
  CHECK(axis.high == 197.0);
  CHECK(grid_axis({}).high == 0.0);
}
