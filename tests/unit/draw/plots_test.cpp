#include "framework/draw/plots.h"

#include <sys/stat.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <optional>

#include "framework/base/files.h"
#include "framework/draw/drawable_letters.h"
#include "framework/draw/gnuplot.h"
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

TEST_CASE("one run's losses are blue for train and red for test") {
  const TemporaryFolder folder;
  REQUIRE(draw_losses({curve("run", 100)}, "Losses", folder.file("losses.png")));
  const DecodedPng picture = decoded_png(folder.file("losses.png"));
  CHECK(picture.width == 900);
  CHECK(picture.height == 560);
  CHECK(shows_colour(picture, 0x1f, 0x4f, 0xd8));
  CHECK(shows_colour(picture, 0xe0, 0x20, 0x20));
}

TEST_CASE("a validation loss is orange between the two") {
  const TemporaryFolder folder;
  LossCurve validated = curve("validated", 5);
  for (const double loss : validated.test) validated.validation.push_back(loss + 0.02);
  REQUIRE(draw_losses({validated}, "", folder.file("losses.png")));
  CHECK(shows_colour(decoded_png(folder.file("losses.png")), 0xe6, 0x9f, 0x00));
  REQUIRE(draw_losses({validated}, "", folder.file("losses.svg")));
  CHECK(contains(read_file(folder.file("losses.svg")).take(), "validation"));
}

TEST_CASE("several runs are in the legend by name") {
  const TemporaryFolder folder;
  for (const int runs : {2, 6}) {
    std::vector<LossCurve> curves;
    for (int run = 0; run < runs; ++run)
      curves.push_back(curve("variant_" + std::to_string(run), 5, 0.01 * run));
    REQUIRE(draw_losses(curves, "", folder.file("losses.svg")));
    const std::string svg = read_file(folder.file("losses.svg")).take();
    for (int run = 0; run < runs; ++run) {
      CHECK(contains(svg, "variant_" + std::to_string(run) + ", train"));
      CHECK(contains(svg, "variant_" + std::to_string(run) + ", test"));
    }
  }
}

TEST_CASE("one epoch, a missing test loss and a NaN still give a picture") {
  const TemporaryFolder folder;
  LossCurve one = curve("one", 1);
  one.test.clear();
  REQUIRE(draw_losses({one}, "", folder.file("one.png")));
  CHECK(shows_colour(decoded_png(folder.file("one.png")), 0x1f, 0x4f, 0xd8));
  CHECK_FALSE(shows_colour(decoded_png(folder.file("one.png")), 0xe0, 0x20, 0x20));
  LossCurve gap = curve("gap", 3);
  gap.test[1] = std::numeric_limits<double>::quiet_NaN();
  gap.train[2] = std::numeric_limits<double>::infinity();
  CHECK(draw_losses({gap}, "", folder.file("gap.pdf")));
}

TEST_CASE("losses without a finite number are a diagnostic") {
  const TemporaryFolder folder;
  CHECK(code_of(draw_losses({}, "", folder.file("a.png"))) == "E956");
  LossCurve broken{.label = "broken", .epochs = {1}, .train = {NAN}, .test = {NAN}};
  CHECK(code_of(draw_losses({broken}, "", folder.file("a.png"))) == "E956");
  CHECK(folder.entries() == 0);
}

TEST_CASE("a scatter shows the report's ten colours and the classes' names") {
  const TemporaryFolder folder;
  REQUIRE(draw_table(circle(2), {"Latent code", fashion_classes}, folder.file("code.png")));
  const DecodedPng picture = decoded_png(folder.file("code.png"));
  const int colours[10][3] = {{255, 105, 180}, {0, 128, 0}, {128, 0, 0}, {128, 0, 128}, {255, 140, 0},
                              {0, 0, 255},     {255, 0, 0}, {0, 0, 139}, {0, 128, 128}, {0, 255, 255}};
  for (const auto& colour : colours) CHECK(shows_colour(picture, colour[0], colour[1], colour[2], 4));
  REQUIRE(draw_table(circle(2), {"Latent code", fashion_classes}, folder.file("code.svg")));
  const std::string svg = read_file(folder.file("code.svg")).take();
  for (const std::string& name : fashion_classes) CHECK(contains(svg, name));
}

TEST_CASE("labels beyond the names are numbered, and a table without labels has one colour") {
  const TemporaryFolder folder;
  Table table = circle(2);
  table.labels[0] = 12;
  REQUIRE(draw_table(table, {"", fashion_classes}, folder.file("a.svg")));
  CHECK(contains(read_file(folder.file("a.svg")).take(), "class 12"));
  table.labels.clear();
  REQUIRE(draw_table(table, {"", fashion_classes}, folder.file("a.png")));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK_FALSE(shows_colour(picture, 255, 105, 180, 4));
  CHECK_FALSE(shows_colour(picture, 0, 128, 0, 4));
}

TEST_CASE("many columns become a heat map with a band a class, one column a strip a class") {
  const TemporaryFolder folder;
  REQUIRE(draw_table(circle(2800, 500), {"pool2", fashion_classes}, folder.file("features.png")));
  const DecodedPng picture = decoded_png(folder.file("features.png"));
  CHECK(shows_colour(picture, 255, 105, 180, 4));  // the first band
  CHECK(shows_colour(picture, 0, 255, 255, 4));    // the last
  CHECK(shows_colour(picture, 0xfd, 0xe7, 0x25));  // the palette's ends
  CHECK(shows_colour(picture, 0x44, 0x01, 0x54));
  REQUIRE(draw_table(circle(1), {"", fashion_classes}, folder.file("strips.svg")));
  CHECK(contains(read_file(folder.file("strips.svg")).take(), "Ankle boot"));
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
  REQUIRE(draw_losses({curve(attack, 3), curve("b", 3)}, attack, folder.file("a.svg")));
  REQUIRE(draw_table(circle(2), {attack, {attack}}, folder.file("b.svg")));
  REQUIRE(draw_table(circle(3), {attack, {attack, "100 % wool"}}, folder.file("c.svg")));
  CHECK(contains(read_file(folder.file("c.svg")).take(), "100 % wool"));
  REQUIRE(draw_table(circle(1), {attack, {attack, "%s%n"}}, folder.file("d.svg")));
  CHECK(contains(read_file(folder.file("d.svg")).take(), "%s%n"));
  CHECK_FALSE(std::filesystem::exists(victim));
  CHECK(contains(read_file(folder.file("a.svg")).take(), "it's `touch"));
}

TEST_CASE("plots know png, svg and pdf alone") {
  const TemporaryFolder folder;
  CHECK(code_of(draw_losses({curve("a", 3)}, "", folder.file("a.dot"))) == "E950");
  CHECK(code_of(draw_table(circle(2), {}, folder.file("a.gif"))) == "E950");
  CHECK(code_of(draw_table(circle(3), {}, folder.file("a"))) == "E950");
  REQUIRE(draw_losses({curve("a", 3)}, "", folder.file("a.pdf")));
  CHECK(read_file(folder.file("a.pdf")).take().substr(0, 5) == "%PDF-");
}

TEST_CASE("a plot that cannot be written is a diagnostic") {
  CHECK(code_of(draw_losses({curve("a", 3)}, "", "/proc/none/a.png")) == "E905");
}

TEST_CASE("a missing gnuplot is a diagnostic") {
  const TemporaryFolder folder;
  const OtherPath path(folder.file("nothing"));
  CHECK(code_of(draw_losses({curve("a", 3)}, "", folder.file("a.png"))) == "E954");
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
  REQUIRE(draw_losses({curve("run", 10)}, "Losses", folder.file("losses.png")));
  CHECK(decoded_png(folder.file("losses.png")).width == 900);

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
  REQUIRE(draw_table(circle(2), {"t\U0010FFFD", {"a", "\U0010FFFD"}}, folder.file("letter.png")));
  REQUIRE(draw_table(circle(2), {"t\u25A1", {"a", "\u25A1"}}, folder.file("box.png")));
  CHECK(read_file(folder.file("letter.png")).take() == read_file(folder.file("box.png")).take());
  REQUIRE(draw_table(circle(2), {"", {"\U0010FFFD"}}, folder.file("letter.svg")));
  CHECK(contains(read_file(folder.file("letter.svg")).take(), "\U0010FFFD"));
}
