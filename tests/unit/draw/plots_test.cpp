#include "framework/draw/plots.h"

#include <sys/stat.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <optional>

#include "framework/base/files.h"
#include "framework/draw/channel_means.h"
#include "framework/draw/drawable_letters.h"
#include "framework/draw/gnuplot.h"
#include "framework/draw/short_names.h"
#include "framework/draw/table_rows.h"
#include "tests/support/catch.h"
#include "tests/unit/draw/png_in_memory.h"
#include "tests/unit/draw/temporary_folder.h"

using namespace cae;

namespace {

const std::vector<std::string> fashion_classes = {"Top",    "Trouser", "Pullover", "Dress", "Coat",
                                                  "Sandal", "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
std::string code_of(const Status& status) {
  return status ? "" : status.diagnostics().at(0).code;
}

LossCurve curve(const std::string& label, int epochs, double offset = 0) {
  LossCurve result{.label = label};
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    result.epochs.push_back(epoch);
    result.train.push_back(0.3 + offset + 0.2 / epoch);
    result.test.push_back(0.35 + offset + 0.3 / epoch);
  }
  return result;
}

LossPlot plot_of(const std::vector<LossCurve>& curves) {
  return {.curves = curves, .title = "Losses"};
}

// Ten classes on a circle.
Table circle(std::size_t columns, std::size_t rows = 200) {
  Table table;
  for (std::size_t c = 0; c < columns; ++c) table.columns.push_back("f" + std::to_string(c));
  for (std::size_t row = 0; row < rows; ++row) {
    table.labels.push_back(static_cast<std::int64_t>(row % 10));
    for (std::size_t c = 0; c < columns; ++c) {
      table.values.push_back(std::cos(static_cast<double>(row % 10) * 0.6 + static_cast<double>(c)) +
                             0.001 * static_cast<double>(row));
    }
  }
  return table;
}

// A variable of the environment; as it was, at the end of the scope.
class OtherVariable {
 public:
  OtherVariable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ~OtherVariable() {
    if (before_) {
      setenv(name_, before_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }
  OtherVariable(const OtherVariable&) = delete;
  OtherVariable& operator=(const OtherVariable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

class OtherPath : public OtherVariable {
 public:
  explicit OtherPath(const std::string& path) : OtherVariable("PATH", path) {}
};

void write_program(const std::string& path, const std::string& script) {
  std::ofstream(path) << "#!/bin/sh\n" << script;
  chmod(path.c_str(), 0755);
}

}  // namespace

TEST_CASE("one run's losses have one colour, a dash for each split, and a ring at the best epoch") {
  const TemporaryFolder folder;
  LossPlot plot = plot_of({curve("run", 100)});
  plot.curves[0].best = 40;
  plot.curves[0].watched = WatchedLoss::test;
  plot.notes = {"experiment one, seed 1"};
  plot.loss = "mean squared error";
  REQUIRE(draw_losses(plot, folder.file("losses.png")));
  const DecodedPng picture = decoded_png(folder.file("losses.png"));
  CHECK(picture.width == 1080);
  CHECK(picture.height == 600);
  CHECK(shows_colour(picture, 0x3f, 0x90, 0xda));
  REQUIRE(draw_losses(plot, folder.file("losses.svg")));
  const std::string svg = read_file(folder.file("losses.svg")).take();
  for (const char* text :
       {"mean squared error", "experiment one, seed 1", "best epoch: 40", ">train", ">test", "epoch"})
    CHECK(contains(svg, text));
  CHECK_FALSE(contains(svg, "validation"));
}

TEST_CASE("the same losses give the same bytes, on white and on dark paper") {
  const TemporaryFolder folder;
  const LossPlot plot = plot_of({curve("run", 10)});
  for (const bool dark : {false, true}) {
    for (const char* file : {"a.png", "b.png", "a.svg", "b.svg"})
      REQUIRE(draw_losses(plot, folder.file(file), {.dark = dark}));
    CHECK(read_file(folder.file("a.png")).take() == read_file(folder.file("b.png")).take());
    CHECK(read_file(folder.file("a.svg")).take() == read_file(folder.file("b.svg")).take());
    const std::vector<int> paper = decoded_png(folder.file("a.png")).at(0, 0);
    CHECK(paper == (dark ? std::vector<int>{0x1b, 0x1e, 0x22} : std::vector<int>{255, 255, 255}));
  }
}

TEST_CASE("several curves are in the legend once each, beside what the dashes mean") {
  const TemporaryFolder folder;
  for (const int runs : {2, 6, 12}) {
    std::vector<LossCurve> curves;
    for (int run = 0; run < runs; ++run)
      curves.push_back(curve("variant_" + std::to_string(run), 5, 0.01 * run));
    REQUIRE(draw_losses(plot_of(curves), folder.file("losses.svg")));
    const std::string svg = read_file(folder.file("losses.svg")).take();
    for (int run = 0; run < runs; ++run) CHECK(contains(svg, ">variant_" + std::to_string(run) + "<"));
    CHECK(contains(svg, ">train<"));
    CHECK(contains(svg, ">test<"));
    CHECK_FALSE(contains(svg, "variant_0, train"));
  }
}

TEST_CASE("a plot grows with its legend, which tells how many runs it does not name") {
  const TemporaryFolder folder;
  const auto drawn = [&](int runs) {
    std::vector<LossCurve> curves;
    for (int run = 0; run < runs; ++run)
      curves.push_back(curve("variant_" + std::to_string(run), 5, 0.01 * run));
    REQUIRE(draw_losses(plot_of(curves), folder.file("losses.svg")));
    REQUIRE(draw_losses(plot_of(curves), folder.file("losses.png")));
    return read_file(folder.file("losses.svg")).take();
  };
  CHECK(contains(drawn(40), ">variant_39<"));
  CHECK(decoded_png(folder.file("losses.png")).height > 42 * 18);
  const std::string svg = drawn(60);
  CHECK(contains(svg, ">variant_39<"));
  CHECK_FALSE(contains(svg, ">variant_40<"));
  CHECK(contains(svg, ">and 20 more<"));
  CHECK(contains(svg, ">train<"));
}

TEST_CASE("long names lose their middle, and those that are then alike get a number") {
  const std::string words = "a-rather-long-name-of-a-variant-with-many-words-in-it-number-";
  CHECK(short_names({"short", words + "03", words + "26"}, 20) ==
        std::vector<std::string>{"short", "a-rather-…-number-03", "a-rather-…-number-26"});
  const std::string tail = "-and-an-end-that-is-the-same";
  const std::vector<std::string> alike = short_names({words + "1" + tail, words + "2" + tail}, 20);
  CHECK(alike[0] == "a-rather-…s-the-same");
  CHECK(alike[1] != alike[0]);
  CHECK(contains(alike[1], "(2)"));
  CHECK(short_names({"e\u0301tude\u0301 \xff", "", ""}, 20) ==
        std::vector<std::string>{"e\u0301tude\u0301 \\xff", "", ""});
  CHECK(short_names({words, words}, 9)[0] == short_names({words, words}, 9)[1]);
}

TEST_CASE("a band is a pale area round its line") {
  const TemporaryFolder folder;
  LossCurve joined = curve("three seeds", 50);
  for (const double loss : joined.test) {
    joined.test_band.low.push_back(loss - 0.05);
    joined.test_band.high.push_back(loss + 0.05);
  }
  REQUIRE(draw_losses(plot_of({curve("three seeds", 50)}), folder.file("line.png")));
  REQUIRE(draw_losses(plot_of({joined}), folder.file("band.png")));
  // 0.18 of the curve's colour on white; a line alone has few such pixels at its edges.
  const auto pale = [&](const char* file) {
    const DecodedPng picture = decoded_png(folder.file(file));
    int count = 0;
    for (std::size_t i = 0; i + 2 < picture.rgb.size(); i += 3)
      count += std::abs(picture.rgb[i] - 220) < 4 && std::abs(picture.rgb[i + 2] - 248) < 4 ? 1 : 0;
    return count;
  };
  CHECK(pale("band.png") > 5000);
  CHECK(pale("line.png") < 500);
}

TEST_CASE("a logarithmic axis leaves out what has no logarithm") {
  const TemporaryFolder folder;
  LossPlot plot = plot_of({curve("run", 5)});
  plot.log = true;
  plot.curves[0].test[2] = 0;
  CHECK(draw_losses(plot, folder.file("log.png")));
  for (std::vector<double>* losses : {&plot.curves[0].train, &plot.curves[0].test}) {
    for (double& loss : *losses) loss = -1;
  }
  CHECK(code_of(draw_losses(plot, folder.file("none.png"))) == "E956");
  plot.log = false;
  CHECK(draw_losses(plot, folder.file("linear.png")));
}

TEST_CASE("one epoch, a missing test loss and a NaN still give a picture") {
  const TemporaryFolder folder;
  LossCurve one = curve("one", 1);
  one.test.clear();
  REQUIRE(draw_losses(plot_of({one}), folder.file("one.png")));
  CHECK(shows_colour(decoded_png(folder.file("one.png")), 0x3f, 0x90, 0xda));
  LossCurve gap = curve("gap", 3);
  gap.test[1] = std::numeric_limits<double>::quiet_NaN();
  gap.train[2] = std::numeric_limits<double>::infinity();
  CHECK(draw_losses(plot_of({gap}), folder.file("gap.pdf")));
}

TEST_CASE("losses without a finite number are a diagnostic") {
  const TemporaryFolder folder;
  CHECK(code_of(draw_losses({}, folder.file("a.png"))) == "E956");
  LossCurve broken{.label = "broken", .epochs = {1}, .train = {NAN}, .test = {NAN}};
  CHECK(code_of(draw_losses(plot_of({broken}), folder.file("a.png"))) == "E956");
  CHECK(folder.entries() == 0);
}

TEST_CASE("a scatter shows the report's ten colours and the classes' names") {
  const TemporaryFolder folder;
  REQUIRE(
      draw_table(circle(2), {.title = "Latent code", .classes = fashion_classes}, folder.file("code.png")));
  const DecodedPng picture = decoded_png(folder.file("code.png"));
  const int colours[10][3] = {{255, 105, 180}, {0, 128, 0}, {128, 0, 0}, {128, 0, 128}, {255, 140, 0},
                              {0, 0, 255},     {255, 0, 0}, {0, 0, 139}, {0, 128, 128}, {0, 255, 255}};
  for (const auto& colour : colours) CHECK(shows_colour(picture, colour[0], colour[1], colour[2], 4));
  REQUIRE(
      draw_table(circle(2), {.title = "Latent code", .classes = fashion_classes}, folder.file("code.svg")));
  const std::string svg = read_file(folder.file("code.svg")).take();
  for (const std::string& name : fashion_classes) CHECK(contains(svg, name));
}

TEST_CASE("a scatter says run and images, names its axes, and shows the class means on dark paper too") {
  const TemporaryFolder folder;
  TableCaption caption{
      .title = "pca of run 1",
      .notes = {"experiment one, seed 1; 200 test images"},
      .classes = fashion_classes,
      .axes = {"component 1 (46.1 % of the variance)", "component 2 (30.0 % of the variance)"}};
  REQUIRE(
      draw_scatter(circle(2), 0, 1, caption, folder.file("a.svg"), {.palette = Palette::safe, .dark = true}));
  const std::string svg = read_file(folder.file("a.svg")).take();
  for (const char* text : {"pca of run 1", "seed 1; 200 test images", "component 1 (46.1 % of the variance)",
                           "component 2 (30.0 %", "one standard deviation"})
    CHECK(contains(svg, text));
  REQUIRE(
      draw_scatter(circle(2), 0, 1, caption, folder.file("a.png"), {.palette = Palette::safe, .dark = true}));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK(shows_colour(picture, 0xff, 0xa9, 0x0e, 4));
  CHECK(picture.at(0, 0) == std::vector<int>{0x1b, 0x1e, 0x22});
}

TEST_CASE("points of a dead unit are spread across its line, and a note says so") {
  const TemporaryFolder folder;
  Table table = circle(2);
  for (std::size_t row = 0; row < table.rows(); ++row) table.values[2 * row] = 0;
  REQUIRE(draw_table(table, {.classes = fashion_classes}, folder.file("dead.svg")));
  CHECK(contains(read_file(folder.file("dead.svg")).take(), "200 of 200 points have f0 = 0"));
  REQUIRE(draw_table(circle(2), {.classes = fashion_classes}, folder.file("alive.svg")));
  CHECK_FALSE(contains(read_file(folder.file("alive.svg")).take(), "points have"));
}

TEST_CASE("a confusion of classes shows its numbers and names, and how many are right") {
  const TemporaryFolder folder;
  const Table confusion{
      .name = "c", .columns = {"0", "1"}, .values = {70, 5, 12, 313}, .samples = {}, .labels = {0, 1}};
  REQUIRE(draw_heat_map(confusion, {.classes = fashion_classes}, folder.file("c.svg")));
  const std::string svg = read_file(folder.file("c.svg")).take();
  for (const char* text : {">70<", ">5<", ">12<", ">313<", "Trouser", "predicted class", "true class",
                           "383 of 400 right (95.8 %)"})
    CHECK(contains(svg, text));
}

TEST_CASE("a confusion of many classes names its columns as its rows, as many as there is room for") {
  const TemporaryFolder folder;
  for (const std::size_t classes : {24, 45, 150}) {
    Table confusion;
    for (std::size_t i = 0; i < classes; ++i) {
      confusion.columns.push_back(std::to_string(i));
      confusion.labels.push_back(static_cast<std::int64_t>(i));
    }
    confusion.values.assign(classes * classes, 1.0);
    REQUIRE(draw_heat_map(confusion, {}, folder.file("c.svg")));
    const std::string svg = read_file(folder.file("c.svg")).take();
    CHECK(contains(svg, ">class 0<"));       // a column
    CHECK(contains(svg, ">class 0\u00a0"));  // a row
    CHECK(contains(svg, ">class 23<") == (classes == 24));
    CHECK_FALSE(contains(svg, ">20<"));  // a position
  }
}

TEST_CASE("numbers are written into cells that have room for them") {
  const TemporaryFolder folder;
  const auto shows_number = [&](std::size_t rows) {
    Table table{.name = "t", .columns = {"a", "b", "c"}, .values = {}, .samples = {}, .labels = {}};
    for (std::size_t i = 0; i < 3 * rows; ++i) table.values.push_back(1000.0 + static_cast<double>(i));
    REQUIRE(draw_heat_map(table, {}, folder.file("t.svg")));
    return contains(read_file(folder.file("t.svg")).take(), ">1007<");
  };
  CHECK(shows_number(20));
  CHECK_FALSE(shows_number(100));
}

TEST_CASE("long names of classes leave a plot its room") {
  const TemporaryFolder folder;
  const std::string words = "a class that somebody has called by a whole sentence of many words, number ";
  const TableCaption caption{.title = "circle", .classes = {words + "1", words + "2"}};
  for (const std::size_t columns : {1, 2, 3}) {
    REQUIRE(draw_table(circle(columns), caption, folder.file("c.svg")));
    const std::string svg = read_file(folder.file("c.svg")).take();
    CHECK_FALSE(contains(svg, words));
    CHECK(contains(svg, "s, number 1"));
    CHECK(contains(svg, "s, number 2"));
  }
}

TEST_CASE("the heat map of a convolution shows the means of its channels") {
  const TemporaryFolder folder;
  Table table = circle(12, 40);
  table.origin = {.channels = 3, .height = 2, .width = 2};
  REQUIRE(draw_heat_map(table, {}, folder.file("conv.svg")));
  const std::string svg = read_file(folder.file("conv.svg")).take();
  CHECK(contains(svg, "channel, of 3 (the mean over its 2x2 places)"));
  const Table means = channel_means(table);
  REQUIRE(means.columns == std::vector<std::string>{"channel_1", "channel_2", "channel_3"});
  CHECK(means.rows() == 40);
  CHECK(means.values[1] == (table.values[4] + table.values[5] + table.values[6] + table.values[7]) / 4);
  CHECK_FALSE(has_places(circle(12, 40)));
}

TEST_CASE("shares of variance become bars and a line of their sum") {
  const TemporaryFolder folder;
  REQUIRE(draw_variance_shares({0.46, 0.3, 0.1}, {.title = "Explained variance"}, folder.file("v.svg")));
  const std::string svg = read_file(folder.file("v.svg")).take();
  for (const char* text : {"Explained variance", "principal component", "share of the variance (%)"})
    CHECK(contains(svg, text));
  CHECK(code_of(draw_variance_shares({}, {}, folder.file("v.png"))) == "E956");
}

TEST_CASE("labels beyond the names are numbered, and a table without labels has one colour") {
  const TemporaryFolder folder;
  Table table = circle(2);
  table.labels[0] = 12;
  REQUIRE(draw_table(table, {.classes = fashion_classes}, folder.file("a.svg")));
  CHECK(contains(read_file(folder.file("a.svg")).take(), "class 12"));
  table.labels.clear();
  REQUIRE(draw_table(table, {.classes = fashion_classes}, folder.file("a.png")));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK_FALSE(shows_colour(picture, 255, 105, 180, 4));
  CHECK_FALSE(shows_colour(picture, 0, 128, 0, 4));
}

TEST_CASE("many columns become a heat map with a band a class, one column a histogram a class") {
  const TemporaryFolder folder;
  REQUIRE(draw_table(circle(2800, 500), {.title = "pool2", .classes = fashion_classes},
                     folder.file("features.png")));
  const DecodedPng picture = decoded_png(folder.file("features.png"));
  CHECK(shows_colour(picture, 255, 105, 180, 4));  // the first band
  CHECK(shows_colour(picture, 0, 255, 255, 4));    // the last
  CHECK(shows_colour(picture, 0xfd, 0xe7, 0x25));  // the palette's ends
  CHECK(shows_colour(picture, 0x44, 0x01, 0x54));
  REQUIRE(draw_table(circle(1), {.classes = fashion_classes}, folder.file("histograms.svg")));
  CHECK(contains(read_file(folder.file("histograms.svg")).take(), "Ankle boot"));
}

TEST_CASE("tables of equal, huge or missing numbers still give a picture or a diagnostic") {
  const TemporaryFolder folder;
  for (const std::size_t columns : {1, 2, 3}) {
    Table table = circle(columns, 20);
    for (double& value : table.values) value = 0;
    CHECK(draw_table(table, {}, folder.file("zero.png")));
    table.values[0] = 1e300;
    table.values[1] = -1e300;
    CHECK(draw_table(table, {}, folder.file("huge.png")));
    for (double& value : table.values) value = NAN;
    CHECK(code_of(draw_table(table, {}, folder.file("nan.png"))) == "E956");
    table.values.clear();
    CHECK(code_of(draw_table(table, {}, folder.file("none.png"))) == "E956");
  }
  CHECK(code_of(draw_table(Table{}, {}, folder.file("none.png"))) == "E956");
}

TEST_CASE("a long table is thinned evenly in each class, whatever the order of its rows") {
  Table table = circle(2, 100'000);
  table.labels[77'777] = 11;
  std::size_t shown = 0;
  const std::vector<ClassRows> classes = rows_by_class(table, {}, 10'000);
  REQUIRE(classes.size() == 11);
  for (const ClassRows& group : classes) shown += group.rows.size();
  CHECK(shown <= 10'011);
  for (std::size_t i = 0; i < 10; ++i) CHECK(std::abs(static_cast<int>(classes[i].rows.size()) - 1000) <= 1);
  CHECK(classes[10].rows == std::vector<std::size_t>{77'777});
}

TEST_CASE("no text is a command of gnuplot") {
  const TemporaryFolder folder;
  const std::string victim = folder.file("victim");
  const std::string attack = "it's `touch " + victim + "` \\ @x $y %\n'; system('touch " + victim + "') #";
  REQUIRE(draw_losses(
      {.curves = {curve(attack, 3), curve("b", 3)}, .title = attack, .notes = {attack}, .loss = attack},
      folder.file("a.svg")));
  REQUIRE(
      draw_table(circle(2), {.title = attack, .notes = {attack}, .classes = {attack}}, folder.file("b.svg")));
  REQUIRE(draw_table(circle(3), {.title = attack, .classes = {attack, "100 % wool"}}, folder.file("c.svg")));
  CHECK(contains(read_file(folder.file("c.svg")).take(), "100 % wool"));
  REQUIRE(draw_table(circle(1), {.title = attack, .classes = {attack, "%s%n"}}, folder.file("d.svg")));
  CHECK(contains(read_file(folder.file("d.svg")).take(), "%s%n"));
  CHECK_FALSE(std::filesystem::exists(victim));
  CHECK(contains(read_file(folder.file("a.svg")).take(), "it's `touch"));
}

TEST_CASE("plots know png, svg and pdf alone") {
  const TemporaryFolder folder;
  CHECK(code_of(draw_losses(plot_of({curve("a", 3)}), folder.file("a.dot"))) == "E950");
  CHECK(code_of(draw_table(circle(2), {}, folder.file("a.gif"))) == "E950");
  CHECK(code_of(draw_table(circle(3), {}, folder.file("a"))) == "E950");
  REQUIRE(draw_losses(plot_of({curve("a", 3)}), folder.file("a.pdf")));
  CHECK(read_file(folder.file("a.pdf")).take().substr(0, 5) == "%PDF-");
}

TEST_CASE("a plot that cannot be written is a diagnostic") {
  CHECK(code_of(draw_losses(plot_of({curve("a", 3)}), "/proc/none/a.png")) == "E905");
}

TEST_CASE("a missing gnuplot is a diagnostic") {
  const TemporaryFolder folder;
  const OtherPath path(folder.file("nothing"));
  CHECK(code_of(draw_losses(plot_of({curve("a", 3)}), folder.file("a.png"))) == "E954");
  CHECK(folder.entries() == 0);
}

TEST_CASE(
    "a gnuplot that fails gives its reason, one that ends at once no broken pipe, one that hangs is ended") {
  const TemporaryFolder folder;
  const OtherPath path(folder.file("") + ":" + std::getenv("PATH"));
  const std::string long_script(5'000'000, '#');
  write_program(folder.file("gnuplot"), "echo 'line 1: unknown or ambiguous terminal type' >&2\nexit 1\n");
  const Result<std::string> failed = picture_by_gnuplot(long_script, "png", 100, 100);
  REQUIRE_FALSE(failed);
  CHECK(failed.diagnostics()[0].code == "E955");
  CHECK(contains(failed.diagnostics()[0].message, "unknown or ambiguous terminal type"));

  write_program(folder.file("gnuplot"), "exit 0\n");
  CHECK_FALSE(picture_by_gnuplot(long_script, "png", 100, 100));

  write_program(folder.file("gnuplot"), "exec sleep 60\n");
  const auto start = std::chrono::steady_clock::now();
  const Result<std::string> late = picture_by_gnuplot("", "png", 100, 100, std::chrono::seconds(1));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
  REQUIRE_FALSE(late);
  CHECK(contains(late.diagnostics()[0].message, "longer than 1 seconds"));
}

TEST_CASE("a gnuplot that writes without end is stopped, its children too, and little memory is taken") {
  const TemporaryFolder folder;
  const OtherPath path(folder.file("") + ":" + std::getenv("PATH"));
  for (const char* script : {"exec cat /dev/zero\n", "while :; do cat /dev/zero 2>/dev/null; done\n"}) {
    write_program(folder.file("gnuplot"), script);
    const Result<std::string> endless = picture_by_gnuplot("", "png", 100, 100);
    REQUIRE_FALSE(endless);
    CHECK(endless.diagnostics()[0].code == "E955");
    CHECK(contains(endless.diagnostics()[0].message, "it wrote 64 MiB"));
  }
}

TEST_CASE("the environment does not choose gnuplot's terminal, nor anything else about the picture") {
  const OtherVariable terminal("GNUTERM", "qt");
  const OtherVariable fonts("FC_DEBUG", "1");  // fontconfig writes to standard output then
  const OtherVariable locale("LC_NUMERIC", "de_DE.UTF-8");
  const TemporaryFolder folder;
  REQUIRE(draw_losses(plot_of({curve("run", 10)}), folder.file("losses.png")));
  CHECK(decoded_png(folder.file("losses.png")).width == 1080);

  const OtherPath path(folder.file("") + ":" + std::getenv("PATH"));
  write_program(folder.file("gnuplot"), "env\n");
  const std::string seen = picture_by_gnuplot("", "png", 100, 100).take();
  CHECK(contains(seen, "LC_ALL=C.UTF-8\n"));
  for (const char* name : {"GNUTERM", "FC_DEBUG", "LC_NUMERIC"}) CHECK_FALSE(contains(seen, name));
}

TEST_CASE("a letter that no font has is one small box in a bitmap, and itself where others bring the fonts") {
  CHECK(drawable("plain") == "plain");
  CHECK(drawable("Größe Ελλάδα Москва") == "Größe Ελλάδα Москва");
  CHECK(drawable("a\U0010FFFDb") == "a\u25A1b");
  CHECK(drawable("\xFFz") == "\xFFz");
  const TemporaryFolder folder;
  REQUIRE(draw_table(circle(2), {.title = "t\U0010FFFD", .classes = {"a", "\U0010FFFD"}},
                     folder.file("letter.png")));
  REQUIRE(draw_table(circle(2), {.title = "t\u25A1", .classes = {"a", "\u25A1"}}, folder.file("box.png")));
  CHECK(read_file(folder.file("letter.png")).take() == read_file(folder.file("box.png")).take());
  REQUIRE(draw_table(circle(2), {.classes = {"\U0010FFFD"}}, folder.file("letter.svg")));
  CHECK(contains(read_file(folder.file("letter.svg")).take(), "\U0010FFFD"));
}
