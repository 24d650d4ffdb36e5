// The part of a model behind its code.
#include "framework/graph/decoder.h"

#include "framework/graph/builder.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

void add(GraphBuilder& builder, const std::string& kind, const std::string& name,
         std::vector<std::pair<std::string, AttributeValue>> values = {}, std::vector<NodeId> inputs = {}) {
  LayerRequest request{.kind = kind, .attributes = {}, .name = name, .inputs = std::move(inputs)};
  for (auto& [key, value] : values) request.attributes.set(key, std::move(value));
  REQUIRE_FALSE(builder.add(std::move(request)));
}

Graph model(bool skip) {
  GraphBuilder builder("m", Shape::row(8));
  add(builder, "dense", "wide", {{"units", std::int64_t{6}}});
  add(builder, "dense", "code", {{"units", std::int64_t{2}}});
  add(builder, "dense", "back", {{"units", std::int64_t{6}}});
  if (skip)
    add(builder, "add", "both", {},
        {builder.graph().layer_output("back"), builder.graph().layer_output("wide")});
  add(builder, "dense", "out", {{"units", std::int64_t{8}}, {"activation", Activation{"sigmoid", {}}}});
  return std::move(builder).finish();
}

TEST_CASE("a decoder begins with the code and has the parameters of its layers alone") {
  const auto found = decoder_of(model(false));
  const auto* decoder = std::get_if<Graph>(&found);
  REQUIRE(decoder != nullptr);
  CHECK(verify(*decoder).empty());
  CHECK(decoder->nodes.front().shape == Shape::row(2));
  CHECK(decoder->layers() == std::vector<std::string>{"back", "out"});
  CHECK(decoder->nodes[static_cast<std::size_t>(decoder->reconstruction())].kind == "sigmoid");
}

TEST_CASE("a decoder that reads past the code is named by what it reads") {
  const auto found = decoder_of(model(true));
  const auto* layer = std::get_if<std::string>(&found);
  REQUIRE(layer != nullptr);
  CHECK(*layer == "wide");
}

TEST_CASE("a code of which the reconstruction is not made is not decoded") {
  CHECK(decodes_its_code(model(false)));
  CHECK(decodes_its_code(model(true)));
  GraphBuilder builder("m", Shape::row(8));
  add(builder, "dense", "wide", {{"units", std::int64_t{6}}});
  add(builder, "dense", "code", {{"units", std::int64_t{2}}});
  add(builder, "dense", "out", {{"units", std::int64_t{8}}}, {builder.graph().layer_output("wide")});
  CHECK_FALSE(decodes_its_code(std::move(builder).finish()));
}

}  // namespace
}  // namespace cae
