// What the language means: names, params, defaults, shapes and where things stand.
#include "dsl/model/model.h"

#include "framework/base/files.h"
#include "framework/graph/operator.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

Graph good(std::string_view text, const ParameterValues& parameters = {}) {
  Result<Graph> graph = build_model(text, "m.cae", parameters);
  if (!graph) FAIL(render(graph.diagnostics()));
  REQUIRE(verify(*graph).empty());
  return std::move(*graph);
}

// The codes of all mistakes, in order: "E119 E137".
std::string codes(std::string_view text, const ParameterValues& parameters = {}) {
  const Result<Graph> graph = build_model(text, "m.cae", parameters);
  if (graph) return "";
  std::string all;
  for (const Diagnostic& diagnostic : graph.diagnostics()) all += (all.empty() ? "" : " ") + diagnostic.code;
  return all;
}

std::string with_layers(const std::string& layers) {
  return "model m { input 28x28x1\n" + layers + "\n}";
}

const Node& layer(const Graph& graph, std::string_view name) {
  return graph.nodes[static_cast<std::size_t>(graph.layer_output(name))];
}

Graph shipped(const std::string& name, const ParameterValues& parameters = {}) {
  Result<Graph> graph = load_model(std::string(CAE_SOURCE_DIR) + "/experiments/models/" + name, parameters);
  if (!graph) FAIL(render(graph.diagnostics()));
  return std::move(*graph);
}

TEST_CASE("the report's model has the report's parameter counts") {
  const Graph graph = shipped("fashion.cae");
  CHECK(graph.parameter_count() == 306'699);
  CHECK(graph.parameter_count(true) == 303'623);
  CHECK(graph.layers().size() == 20);
  CHECK(graph.nodes[static_cast<std::size_t>(graph.reconstruction())].shape == Shape::image(28, 28, 1));
  CHECK(graph.nodes[static_cast<std::size_t>(graph.code)].name == "code.relu");
}

TEST_CASE("every shipped variant of the report's model gives images of the input's size") {
  for (const char* name : {"fashion-no-bn.cae", "fashion-deconv.cae", "fashion-deeper.cae",
                           "fashion-conv-first.cae", "fashion-dense.cae"}) {
    INFO(name);
    const Graph graph = shipped(name);
    CHECK(graph.nodes[static_cast<std::size_t>(graph.reconstruction())].shape == Shape::image(28, 28, 1));
    CHECK(shipped(name, {{"width", 56}}).parameter_count() < graph.parameter_count());
  }
  CHECK(shipped("fashion-dense.cae").parameter_count() == shipped("fashion.cae").parameter_count());
}

TEST_CASE("every model in the language reference works") {
  const std::string reference = *read_file(std::string(CAE_SOURCE_DIR) + "/docs/language.md");
  int models = 0;
  for (std::size_t begin = reference.find("\n    model "); begin != std::string::npos;
       begin = reference.find("\n    model ", begin + 1)) {
    const std::size_t end = reference.find("\n    }\n", begin);
    const std::string text = reference.substr(begin, end + 7 - begin);
    if (text.find("\n    model      =") == 0) continue;  // the grammar
    INFO(text);
    CHECK(good(text).layers().size() > 3);
    ++models;
  }
  CHECK(models >= 2);
}

TEST_CASE("the language reference has every layer, with every setting") {
  const std::string reference = *read_file(std::string(CAE_SOURCE_DIR) + "/docs/language.md");
  for (const Operator* op : all_operators()) {
    if (!op->in_language()) continue;
    INFO(op->kind());
    CHECK(reference.find(std::string(op->kind())) != std::string::npos);
    for (const AttributeSpec& spec : op->attributes()) {
      INFO(spec.name);
      if (!spec.positional) CHECK(reference.find(spec.name + "=") != std::string::npos);
      for (const std::string& word : spec.words) CHECK(reference.find(word) != std::string::npos);
    }
  }
}

TEST_CASE("numbers in names count every layer of a kind, named or not") {
  const Graph graph = good(with_layers("conv 2 3x3; conv 2 3x3 as middle; conv 2 3x3; relu; bn; relu"));
  CHECK(graph.layers() == std::vector<std::string>{"conv1", "middle", "conv3", "relu1", "bn1", "relu2"});
}

TEST_CASE("a number's own name may be written out") {
  CHECK(codes(with_layers("conv 2 3x3 as conv1; conv 2 3x3")).empty());
}

TEST_CASE("a given name that another layer has by its number is refused") {
  CHECK(codes(with_layers("conv 2 3x3 as conv2; conv 2 3x3")) == "E151");
  CHECK(codes(with_layers("conv 2 3x3; relu as conv1")) == "E151");
  CHECK(codes(with_layers("conv 2 3x3 as a; conv 2 3x3 as a")) == "E150");
}

TEST_CASE("an activation is part of its layer, or a layer of its own") {
  const Graph graph =
      good(with_layers("conv 2 3x3 leaky_relu(slope=0.2) as c; leaky_relu slope=0.1; elu(alpha=0.5); gelu"));
  CHECK(layer(graph, "c").kind == "leaky_relu");
  CHECK(layer(graph, "c").attributes.number("slope") == 0.2);
  CHECK(layer(graph, "leaky_relu1").attributes.number("slope") == 0.1);
  CHECK(layer(graph, "elu1").attributes.number("alpha") == 0.5);
  CHECK(layer(graph, "gelu1").shape == Shape::image(26, 26, 2));
  CHECK(layer(good(with_layers("leaky_relu (slope = 0.2) as l")), "l").attributes.number("slope") == 0.2);
  CHECK(layer(good(with_layers("leaky_relu")), "leaky_relu1").attributes.number("slope") == 0.3);
}

TEST_CASE("params take part in arithmetic, whole numbers exactly") {
  const auto filters = [](const std::string& expression) {
    return layer(good("model m { param k = 3; param width = 2*k + 6 # 12\n input 28x28x1; conv " +
                      expression + " (k)x(k-2) as c }"),
                 "c")
        .shape.channels;
  };
  CHECK(filters("width") == 12);
  CHECK(filters("width*2") == 24);
  CHECK(filters("(width + 8)/4") == 5);
  CHECK(filters("2 + 3 * 4 - 6 / 2") == 11);
  CHECK(filters("8 - 3 - 2") == 3);
  CHECK(filters("16 / 4 / 2") == 2);
  CHECK(filters("-(-width)") == 12);
  CHECK(filters("--5") == 5);
  CHECK(layer(good("model m { param k = 3; input 28x28x1; conv 1 (k)x(k - 2) as c }"), "c").shape ==
        Shape::image(26, 28, 1));
  CHECK(layer(good("model m { param c = 4; input 28x28xc; relu }"), "relu1").shape.channels == 4);
}

TEST_CASE("fractions stay fractions") {
  const auto rate = [](const std::string& lines) {
    return layer(good("model m { input 8; " + lines + " as d }"), "d").attributes.number("rate");
  };
  CHECK(rate("param r = 0.5; dropout r/4") == 0.125);
  CHECK(rate("dropout 1/2.0") == 0.5);
  CHECK(rate("dropout 1e-1") == 0.1);
  CHECK(rate("dropout .25") == 0.25);
  CHECK(rate("dropout 0") == 0.0);
}

TEST_CASE("arithmetic that has no whole or finite result is refused") {
  CHECK(codes(with_layers("conv 9/2 3x3")) == "E124");
  CHECK(codes(with_layers("conv 9/0 3x3")) == "E125");
  CHECK(codes(with_layers("dropout 1/(2-2.0)")) == "E125");
  CHECK(codes(with_layers("conv 9223372036854775807+1 3x3")) == "E126");
  CHECK(codes(with_layers("conv 9223372036854775808 3x3")) == "E126");
  CHECK(codes(with_layers("conv 4294967296*4294967296 3x3")) == "E126");
  CHECK(codes(with_layers("conv (-9223372036854775807-1)/(-1) 3x3")) == "E126");
  CHECK(codes(with_layers("dropout 1e999")) == "E126");
  CHECK(codes(with_layers("dropout 1e308*10")) == "E126");
  CHECK(codes(with_layers("conv 4.0 3x3")) == "E135");
}

TEST_CASE("values from outside replace a param's and reach what is computed from it") {
  const char* text =
      "model m { param width = 8; param wide = width*2; param rate = 0.5; input 28x28x1;"
      " conv wide 3x3 as c; dropout rate/2 as d }";
  const Graph graph = good(text, {{"width", 5}, {"rate", 1}});
  CHECK(layer(graph, "c").shape.channels == 10);
  CHECK(layer(graph, "d").attributes.number("rate") == 0.5);
  CHECK(codes(text, {{"widht", 5}}) == "E127");
  CHECK(codes(text, {{"width", 5.5}}) == "E135");
  CHECK(codes(text, {{"width", std::numeric_limits<double>::infinity()}}) == "E128");
  CHECK(codes(text, {{"width", 0}}) == "E136");
}

TEST_CASE("a model's params can be asked for") {
  const auto parameters = model_parameters("model m { param a = 2; param b = a/4.0\n input 8 }", "m.cae");
  REQUIRE(parameters);
  REQUIRE(parameters->size() == 2);
  CHECK(parameters->at(0).name == "a");
  CHECK(parameters->at(0).whole);
  CHECK(parameters->at(1).value == 0.5);
  CHECK_FALSE(parameters->at(1).whole);
  CHECK(parameters->at(1).place.column == 30);
}

TEST_CASE("options come in any order, sizes as one number or two") {
  const Graph graph = good(with_layers(
      "conv 4 3 pad=2x1 bias=off stride=2 as a; conv 4 3x1 relu init=zeros dilation=2x1 groups=2"));
  CHECK(layer(graph, "a").attributes.padding("pad") == Padding{Padding::Mode::fixed, 2, 1});
  CHECK(layer(graph, "a").attributes.window("stride") == Window{2, 2});
  CHECK(layer(graph, "a").parameters.size() == 1);
  CHECK(layer(good(with_layers("pool max global")), "pool1").shape == Shape::image(1, 1, 1));
  CHECK(layer(good(with_layers("pool avg 2 stride=1 pad=same")), "pool1").shape == Shape::image(28, 28, 1));
  CHECK(layer(good(with_layers("upsample 2x3 bilinear")), "upsample1").shape == Shape::image(56, 84, 1));
}

TEST_CASE("lines end at the newline, at a semicolon and before the brace") {
  CHECK(good("model m{input 28x28x1;conv 2 3x3;;bn}").layers().size() == 2);
  CHECK(good("\xEF\xBB\xBFmodel m\r\n{\r\n\tinput 28x28x1 # in\r\n\r\n\tencoder\r\n\t{\r\n\t\tconv 2 "
             "3x3\r\n\t}\r\n}\r\n# end")
            .layers()
            .size() == 1);
}

TEST_CASE("the code is the layer of that name, else the encoder's last") {
  const auto code = [](const std::string& layers) {
    const Graph graph = good(with_layers(layers));
    return graph.code == no_node ? "" : graph.nodes[static_cast<std::size_t>(graph.code)].name;
  };
  CHECK(code("encoder { conv 2 3x3 relu; bn } decoder { bn }") == "bn1");
  CHECK(code("encoder { conv 2 3x3 relu as code; bn }") == "code.relu");
  CHECK(code("conv 2 3x3; bn") == "");
}

TEST_CASE("nodes know their stage and their line") {
  const Graph graph = good("model m {\n input 28x28x1\n encoder {\n  conv 2 3x3 relu\n }\n}");
  CHECK(layer(graph, "conv1").stage == "encoder");
  CHECK(layer(graph, "conv1").place.line == 4);
  CHECK(layer(graph, "conv1").place.column == 3);
  CHECK(layer(graph, "conv1").place.source_line == "  conv 2 3x3 relu");
}

TEST_CASE("independent mistakes are all told in order, and none that follows from another") {
  CHECK(codes(with_layers("conf 2 3x3\nconv 2 3x3 rleu\nconv 2 99x99\nbn\ndense 3 strid=1\n)")) ==
        "E119 E137 E132 E101");
  CHECK(codes(with_layers("conv 2 99x99\nconv 2 999x999\nbn eps=7")) == "E201 E136");
  CHECK(codes("model m { param a = b; param c = a*2; input 28x28x1; conv c (a)x(a) }") == "E122");
  CHECK(codes("model m { input 28x28\nconv 2 3x3\nbn moment=1 }") == "E135 E132");
  CHECK(codes("model m { input 28x28x1\nencoder {\nconv 2 3x3\ndecoder {\nbn\n}\n}") == "E111");
  CHECK(codes("model m { param a 3; input 28x28x1; conv a (a)x(a) bais=on }") == "E101 E132");
  CHECK(codes("model m {\nencoder 3 {\nconv 2 3x3\n}\ninput 28x28x1\nbn\n}") == "E101");
}

TEST_CASE("a model that no machine can hold is refused before anything is allocated") {
  CHECK(codes("model m { input 1000000; dense 1000000 }") == "E203");
  CHECK(codes("model m { input 1000000x1000000x1; relu }") == "E203");
  CHECK(codes("model m { input 1000000x1000000x1000000; relu }") == "E202");
  CHECK(codes("model m { input 1000001; relu }") == "E136");
}

}  // namespace
}  // namespace cae
