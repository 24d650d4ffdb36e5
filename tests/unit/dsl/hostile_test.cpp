// Texts that no person wrote: the answer is quick, has a place, and is never a crash.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <tuple>

#include "dsl/model/model.h"
#include "framework/base/files.h"
#include "framework/base/random.h"
#include "tests/support/catch.h"
#include "tests/support/sanitized.h"

namespace cae {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::size_t lines_of(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
}

// Either a graph whose nodes are whole, or mistakes that a user can find in the text.
void check_answer(std::string_view text) {
  const std::clock_t start = std::clock();
  const Result<Graph> graph = build_model(text, "m.cae");
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  if (!sanitized) CHECK(seconds < 1.0);
  if (graph) {
    CHECK(verify(*graph) == "");
    return;
  }
  REQUIRE_FALSE(graph.diagnostics().empty());
  CHECK(graph.diagnostics().size() <= 21);
  CHECK(render(graph.diagnostics()).size() < 30'000);
  const Place* before = nullptr;
  for (const Diagnostic& diagnostic : graph.diagnostics()) {
    const Place& place = diagnostic.place;
    CHECK(diagnostic.code.size() == 4);
    CHECK_FALSE(diagnostic.message.empty());
    CHECK(place.file == "m.cae");
    CHECK(place.line >= 0);
    CHECK(static_cast<std::size_t>(place.line) <= lines_of(text));
    if (place.line > 0) {
      CHECK(place.column >= 1);
      CHECK(static_cast<std::size_t>(place.column) <= place.source_line.size() + 1);
    }
    if (before != nullptr && place.line > 0)
      CHECK(std::tie(before->line, before->column) <= std::tie(place.line, place.column));
    before = &place;
  }
}

std::string first_code(std::string_view text) {
  const Result<Graph> graph = build_model(text, "m.cae");
  return graph ? "" : graph.diagnostics().front().code;
}

TEST_CASE("texts of millions of bytes are answered at once") {
  const std::string begin = "model m { input 28x28x1\n";
  for (const std::string_view unit : {"{",
                                      "(",
                                      "}",
                                      "a ",
                                      "a\n",
                                      "x",
                                      "1",
                                      "#",
                                      "\n",
                                      "=",
                                      "-",
                                      "3x",
                                      "conv 8 3x3\n",
                                      "relu;",
                                      "conv (\n",
                                      "a(",
                                      "a{",
                                      "param a=1\n",
                                      "encoder{}",
                                      "\xff",
                                      "\xC3\x97",
                                      "as ",
                                      "pad=",
                                      "input 1\n",
                                      "conv 8 3x3 as c;",
                                      "model m {\n"}) {
    for (const std::size_t bytes : {3'000'000u, rounds(500'000)}) {
      INFO(unit << " " << bytes);
      const std::string junk = repeated(unit, bytes / unit.size());
      check_answer(junk);
      check_answer(begin + junk);
      check_answer(begin + "conv " + junk);
      check_answer(begin + "conv 8 3x3 pad=" + junk);
    }
  }
}

TEST_CASE("nesting that would overflow the stack is refused") {
  const std::string begin = "model m { input 28x28x1\n conv ";
  CHECK(first_code(begin + repeated("(", 100'000) + "1" + repeated(")", 100'000) + " 3x3 }") == "E103");
  CHECK(first_code("model m { input 28x28x1\n" + repeated("a {", 100'000)) == "E103");
  CHECK(first_code(begin + repeated("(", 40) + "1" + repeated(")", 40) + " 3x3 }").empty());
  CHECK(first_code(begin + repeated("-", 100'000) + "1 3x3 }").empty());
  CHECK(first_code(begin + repeated("1+", 100'000) + "1 3x3 }").empty());
}

TEST_CASE("a file that is no model says so") {
  CHECK(first_code("") == "E105");
  CHECK(first_code(" \r\n # nothing\n") == "E105");
  CHECK(first_code("\xEF\xBB\xBF") == "E105");
  CHECK(first_code(std::string_view("model m {\0 }", 12)) == "E102");
  CHECK(first_code("\xFF\xFE") == "E101");
  CHECK(first_code("{\"model\": 1}") == "E101");
  CHECK(first_code("model m {") == "E106");
  CHECK(first_code("model") == "E101");
}

TEST_CASE("a file far longer than any model says so") {
  CHECK(first_code("model m { input 8; relu }" + repeated("\n", 500'000)).empty());
  CHECK(first_code("model m { input 8; relu }" + repeated("\n", 3'000'000)) == "E104");
  CHECK(first_code(repeated("x", 3'000'000)) == "E104");
}

TEST_CASE("a file that cannot be read says so") {
  CHECK(load_model("/no/such/file.cae").diagnostics().front().code == "E904");
  CHECK(load_model("/").diagnostics().front().code == "E904");
}

TEST_CASE("a model of very many layers is refused") {
  CHECK(first_code("model m { input 8\n" + repeated("relu;", 10'000) + "}").empty());
  CHECK(first_code("model m { input 8\n" + repeated("relu;", 10'001) + "}") == "E118");
}

// What a slip of the hand or the disk does to a text.
std::string mutated(std::string text, const std::vector<std::string>& words, const RandomStream& random) {
  const std::uint32_t edits = 1 + random.bits(0) % 4;
  for (std::uint32_t edit = 0; edit < edits && !text.empty(); ++edit) {
    const std::uint64_t base = 1 + edit * 8;
    const std::size_t at = random.bits(base) % text.size();
    const std::size_t length = std::min<std::size_t>(random.bits(base + 1) % 12, text.size() - at);
    switch (random.bits(base + 2) % 7) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text[at] = static_cast<char>(random.bits(base + 3));
        break;
      case 2:
        text.insert(at, words[random.bits(base + 3) % words.size()]);
        break;
      case 3:
        text.insert(at, 1, "(){}=;#x.+-*/ \n\t\r0123456789abAZ_\"'"[random.bits(base + 3) % 35]);
        break;
      case 4:
        text.insert(random.bits(base + 3) % text.size(), text.substr(at, length));
        break;
      case 5:
        text.resize(at);
        break;
      default:
        std::swap(text[at], text[random.bits(base + 3) % text.size()]);
    }
  }
  return text;
}

TEST_CASE("whatever is done to a good model, the answer is a graph or a mistake with its place") {
  std::vector<std::string> models;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(CAE_SOURCE_DIR) + "/experiments/models")) {
    if (entry.is_regular_file()) models.push_back(*read_file(entry.path().string()));
  }
  models.push_back(
      "model all { param k = 3; param r = 0.25\n input (k*10)x30x4; conv k*4 (k)x(k) leaky_relu(slope=r) "
      "stride=2x1 pad=1x2 "
      "groups=2 bias=off init=he_normal; deconv 8 3 elu pad=same; bn momentum=0.9 scale=off; pool avg "
      "global; upsample 2x3 "
      "bilinear; zeropad 3; crop 1x2; dropout r/2 as drop; flatten as code; dense -(-5) }");
  std::sort(models.begin(), models.end());
  REQUIRE(models.size() >= 7);
  const std::vector<std::string> words = {
      "conv",     " 3x3 ",         "as code",        "stride=2",   "}",
      "{",        "encoder {",     "width",          "/2",         "(",
      ")",        "pad=",          "input",          "param x=1;", "99999999999999999999",
      "1e99",     " 0x0x0",        "relu",           "dense",      "-1",
      "\xC3\x97", "dilation=4096", "pool max global"};
  std::size_t good = 0;
  for (std::uint64_t round = 0; round < rounds(6000); ++round) {
    const RandomStream random(7, "mutation", 0, round);
    const std::string text = mutated(models[round % models.size()], words, random);
    INFO(round << "\n" << text);
    check_answer(text);
    if (build_model(text, "m.cae")) ++good;
  }
  CHECK(good > rounds(100));  // the edits are small enough to reach the later checks
}

}  // namespace
}  // namespace cae
