// The text as tokens and as a tree: nothing is lost, and everything knows where it stands.
#include <algorithm>
#include <filesystem>

#include "dsl/model/program.h"
#include "framework/base/files.h"
#include "framework/base/random.h"
#include "tests/support/catch.h"

namespace cae::dsl {
namespace {

SourceSet set_of(std::string text) {
  SourceSet sources;
  sources.add("m.cae", std::move(text));
  return sources;
}

// "word:conv blank:  whole:8", blanks and line ends aside.
std::string shown(std::string text) {
  const char* const names[] = {"word",       "whole",    "number", "times",   "string", "sign",
                               "unreadable", "line_end", "blank",  "comment", "mark",   "end"};
  const SourceSet sources = set_of(std::move(text));
  std::string all;
  for (const Token& token : tokens_of(sources, 0)) {
    if (token.kind == TokenKind::blank || token.kind == TokenKind::line_end) continue;
    all += (all.empty() ? "" : " ") + std::string(names[static_cast<std::size_t>(token.kind)]);
    if (!token.span.empty()) all += ":" + std::string(sources.text(token.span));
  }
  return all;
}

void check_lossless(const std::string& text) {
  const SourceSet sources = set_of(text);
  const std::vector<Token> tokens = tokens_of(sources, 0);
  std::string together;
  for (const Token& token : tokens) {
    REQUIRE(token.span.begin == together.size());
    together += sources.text(token.span);
  }
  CHECK(together == text);
  CHECK(tokens.back().kind == TokenKind::end);
}

struct Parsed {
  explicit Parsed(std::string text)
      : mistakes("m.cae"), parsed(parse_program(std::move(text), "m.cae", mistakes)) {}
  std::string_view text(const Span& span) const { return parsed.sources->text(span); }
  const std::vector<ast::Statement>& statements() const { return parsed.model().model.statements; }
  template <class Part>
  const Part& at(std::size_t i) const {
    return boost::get<Part>(statements().at(i).get());
  }

  Mistakes mistakes;
  Program parsed;
};

TEST_CASE("the texts of all tokens together are the text, byte for byte") {
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(CAE_SOURCE_DIR) + "/experiments/models")) {
    if (entry.is_regular_file()) check_lossless(*read_file(entry.path().string()));
  }
  check_lossless("");
  check_lossless("\xEF\xBB\xBFmodel m {\r\n\r\n  # a comment \xC3\x97\r\n;;\tconv 8 3x3.5 \"x\" \xFF\x01\r}");
  for (std::uint64_t round = 0; round < 200; ++round) {
    const RandomStream random(3, "bytes", 0, round);
    std::string text;
    constexpr std::string_view bytes = "x3.e+-(){}[]#;\n\r\t =aZ_\"\xC3\xA9\xFF\x01";
    for (std::uint64_t i = 0; i < 60; ++i) text += bytes[random.bits(i) % bytes.size()];
    check_lossless(text);
  }
}

TEST_CASE("sizes, numbers and names are told apart as a person reads them") {
  CHECK(shown("28x28x1") == "whole:28 times:x whole:28 times:x whole:1 end");
  CHECK(shown("(k)x(k) (k)xk 4x4xwidth") ==
        "sign:( word:k sign:) times:x sign:( word:k sign:) sign:( word:k sign:) times:x word:k "
        "whole:4 times:x whole:4 times:x word:width end");
  CHECK(shown("kxk x 3 x3 3x") == "word:kxk word:x whole:3 word:x3 whole:3 times:x end");
  CHECK(shown(".5 1e-3 2.5E+7 12") == "number:.5 number:1e-3 number:2.5E+7 whole:12 end");
  CHECK(shown("3abc 1.2.3 3. 3X3") == "unreadable:3abc unreadable:1.2.3 unreadable:3. unreadable:3X3 end");
  CHECK(shown("a=1;#b;\n}") == "word:a sign:= whole:1 sign:; comment:#b; sign:} end");
  CHECK(shown("3\xC3\x97"
              "3") == "whole:3 unreadable:\xC3\x97 whole:3 end");
}

TEST_CASE("a block ends at its brace, whatever comments stand in it") {
  const Parsed model(
      "model m { # } not here\n  input 28x28x1 # in\n  encoder { # {\n    relu # last\n    # }\n  } # end\n} "
      " # done");
  const ast::Stage& block = *ast::as<ast::Stage>(model.statements().at(1));
  CHECK(model.text(block.span) == "encoder { # {\n    relu # last\n    # }\n  }");
  CHECK(model.text(block.body.open.span) == "{");
  CHECK(block.body.open.span.begin == block.span.begin + 8);
  CHECK(model.text(boost::get<ast::Layer>(block.body.statements.at(0).get()).span) == "relu");
  CHECK(model.text(model.parsed.model().model.span).starts_with("model m {"));
  CHECK(model.text(model.parsed.model().model.span).ends_with("# end\n}"));
}

TEST_CASE("statements and their parts know what they were read from") {
  const Parsed model(
      "model m { param w = ( 2 + 6 )*3 # width\n conv w*2 3x3 relu stride = 2 as c ; input 8 }");
  CHECK(model.text(model.at<ast::Param>(0).span) == "param w = ( 2 + 6 )*3");
  CHECK(model.text(model.at<ast::Param>(0).value.span) == "( 2 + 6 )*3");
  const ast::Layer& layer = model.at<ast::Layer>(1);
  CHECK(model.text(layer.span) == "conv w*2 3x3 relu stride = 2 as c");
  CHECK(model.text(layer.kind.span) == "conv");
  CHECK(model.text(boost::get<ast::Option>(layer.items.at(3).get()).span) == "stride = 2");
  CHECK(model.text(boost::get<ast::Alias>(layer.items.at(4).get()).name.span) == "c");
  CHECK(model.text(model.at<ast::Input>(2).span) == "input 8");
}

TEST_CASE("a broken statement has its span and the words that were recognised") {
  const Parsed model("model m {\n  param width == 3 # why\n  conv 8 3x3 (; bn\n  = 3\n  input 8\n}");
  REQUIRE(model.statements().size() == 5);
  const auto& param = model.at<ast::Broken>(0);
  CHECK(model.text(param.span) == "param width == 3");
  CHECK(model.text(param.keyword->span) == "param");
  CHECK(model.text(param.name->span) == "width");
  const auto& layer = model.at<ast::Broken>(1);
  CHECK(model.text(layer.span) == "conv 8 3x3 (");
  CHECK(model.text(layer.keyword->span) == "conv");
  CHECK_FALSE(layer.name);
  CHECK(model.text(model.at<ast::Layer>(2).span) == "bn");
  CHECK(model.text(model.at<ast::Broken>(3).span) == "= 3");
  CHECK_FALSE(model.at<ast::Broken>(3).keyword);
}

TEST_CASE("spans of several texts keep to their own") {
  SourceSet sources;
  const FileId first = sources.add("a.cae", "model a {\n  relu\n}");
  const FileId second = sources.add("lib/b.cae", "\xEF\xBB\xBF# one\n  gelu");
  const std::vector<Token> tokens = tokens_of(sources, second);
  const auto word = std::find_if(tokens.begin(), tokens.end(),
                                 [](const Token& token) { return token.kind == TokenKind::word; });
  CHECK(sources.text(word->span) == "gelu");
  const Place place = sources.place(word->span);
  CHECK(place.file == "lib/b.cae");
  CHECK(place.line == 2);
  CHECK(place.column == 3);
  CHECK(sources.kept_place(word->span).source_line == "  gelu");
  CHECK(sources[second].line(1) == "# one");
  CHECK(sources.place(tokens_of(sources, first).front().span).file == "a.cae");
}

}  // namespace
}  // namespace cae::dsl
