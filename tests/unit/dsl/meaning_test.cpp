// What the checker leaves behind for tools: definitions, uses, and what each line gives.
#include "dsl/model/analysis.h"
#include "tests/support/catch.h"

namespace cae::dsl {
namespace {

struct Known {
  explicit Known(std::string text) : analysis(analyse(std::move(text), "m.cae")) {}

  const std::string& text() const { return (*analysis.program.sources)[0].text(); }
  // Where `word` stands for the nth time, from 1.
  std::uint32_t offset(const std::string& word, int nth = 1) const {
    std::size_t at = text().find(word);
    while (--nth > 0) at = text().find(word, at + 1);
    REQUIRE(at != std::string::npos);
    return static_cast<std::uint32_t>(at);
  }
  // The name and the offset of the definition of what stands somewhere: "width@10"; "" for none.
  std::string definition(std::uint32_t at) const {
    const DefinitionId id = analysis.meaning.definition_at(0, at);
    if (id == no_definition) return "";
    const Definition& found = analysis.meaning.definitions()[static_cast<std::size_t>(id)];
    return found.name + "@" + std::to_string(found.span.begin);
  }
  // The layers of the line at an offset: "conv1 26x26x8".
  std::string layers(std::uint32_t at) const {
    std::string all;
    for (const GivenLayer& layer : analysis.meaning.layers_at(0, at)) {
      all += (all.empty() ? "" : ", ") + layer.name + " " + to_string(layer.shape);
    }
    return all;
  }

  Analysis analysis;
};

const char* const text =
    "model m {\n  param width = 4   # wide\n  param wide = width*2\n  input 28x28x1\n"
    "  conv wide (width-1)x3 relu as first\n  bn; pool max 2\n  conv width 1x1\n}\n";

TEST_CASE("a name is followed to its definition from each of its uses") {
  const Known known(text);
  REQUIRE(known.analysis.graph);
  const std::string width = "width@" + std::to_string(known.offset("width"));
  for (const int nth : {1, 2, 3, 4}) CHECK(known.definition(known.offset("width", nth)) == width);
  CHECK(known.definition(known.offset("width") + 4) == width);
  CHECK(known.definition(known.offset("width") + 5).empty());
  CHECK(known.definition(known.offset("wide (")) == "wide@" + std::to_string(known.offset("wide =")));
  CHECK(known.definition(known.offset("first")) == "first@" + std::to_string(known.offset("first")));
  CHECK(known.definition(known.offset("pool")) == "pool1@" + std::to_string(known.offset("pool")));
  CHECK(known.definition(known.offset("relu")).empty());
  CHECK(known.definition(known.offset("# wide") + 2).empty());
}

TEST_CASE("the uses of a definition are listed in order") {
  const Known known(text);
  const DefinitionId width = known.analysis.meaning.definition_at(0, known.offset("width"));
  const std::vector<Span> uses = known.analysis.meaning.uses_of(width);
  REQUIRE(uses.size() == 3);
  for (int i = 0; i < 3; ++i) CHECK(uses[static_cast<std::size_t>(i)].begin == known.offset("width", i + 2));
}

TEST_CASE("each line knows the layers and the shapes that it gives") {
  const Known known(text);
  CHECK(known.layers(known.offset("conv wide")) == "first 26x26x8");
  CHECK(known.layers(known.offset("relu")) == "first 26x26x8");
  CHECK(known.layers(known.offset("bn")) == "bn1 26x26x8");
  CHECK(known.layers(known.offset("max")) == "pool1 13x13x8");
  CHECK(known.layers(known.offset("conv width")) == "conv2 13x13x4");
  CHECK(known.layers(known.offset("param")).empty());
}

TEST_CASE("a text with mistakes is understood as far as it goes") {
  const Known known("model m {\n  param a = 3\n  input 8x8x1\n  conv a 3x3\n  conv a+b 3x3\n  param = 2\n}");
  CHECK_FALSE(known.analysis.graph);
  CHECK(known.analysis.mistakes.size() == 2);
  CHECK(known.definition(known.offset("a+b")) == "a@" + std::to_string(known.offset("a =")));
  CHECK(known.layers(known.offset("conv")) == "conv1 6x6x3");
  CHECK(known.layers(known.offset("conv", 2)).empty());
}

}  // namespace
}  // namespace cae::dsl
