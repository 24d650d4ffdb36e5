// Models that are written once and used several times: let, block, repeat, from, include.
#include <unistd.h>

#include <filesystem>
#include <fstream>

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

std::string said(std::string_view text) {
  const Result<Graph> graph = build_model(text, "m.cae");
  return graph ? "" : render(graph.diagnostics());
}

// The codes of all mistakes, in order: "E119 E137".
std::string codes(std::string_view text) {
  const Result<Graph> graph = build_model(text, "m.cae");
  if (graph) return "";
  std::string all;
  for (const Diagnostic& diagnostic : graph.diagnostics()) all += (all.empty() ? "" : " ") + diagnostic.code;
  return all;
}

// The layers with their shapes: "conv1 26x26x2, relu1 26x26x2".
std::string layers(const Graph& graph) {
  std::string all;
  for (const std::string& layer : graph.layers()) {
    const Node& node = graph.nodes[static_cast<std::size_t>(graph.layer_output(layer))];
    all += (all.empty() ? "" : ", ") + layer + " " + to_string(node.shape);
  }
  return all;
}

const char* const residual =
    "model m {\n"
    "  block two(filters, act = relu) {\n"
    "    conv filters 3x3 act pad=same\n"
    "    conv filters 3x3 pad=same as last\n"
    "  }\n"
    "  input 8x8x1\n";

TEST_CASE("a let is a value that takes part in arithmetic, and min, max, floor and ceil do too") {
  const auto filters = [](const std::string& expression) {
    const Graph graph =
        good("model m { param k = 3; let half = k/2.0; let n = max(k, 2)*2; input 9x9x1; conv " + expression +
             " 1 }");
    return graph.nodes.back().shape.channels;
  };
  CHECK(filters("n") == 6);
  CHECK(filters("floor(half)") == 1);
  CHECK(filters("ceil(half) + min(n, k, 9)") == 5);
  CHECK(filters("max(1, -k)*(k + 1)") == 4);
  CHECK(filters("floor(7)") == 7);
  CHECK(codes("model m { let k = 2; input 9x9x1; conv floor(k, 2) 3 }") == "E144");
  CHECK(codes("model m { let k = 2; let k = 3; input 9x9x1; conv k 3 }") == "E120");
  CHECK(codes("model m { input 9x9x1; conv k 3; let k = 2 }") == "E123");
  CHECK(codes("model m { let relu = 2; input 9x9x1; relu }") == "E121");
  CHECK(build_model("model m { let k = 2; input 9x9x1; conv k 3 }", "m", {{"k", 3}})
            .diagnostics()
            .front()
            .code == "E127");
}

TEST_CASE("a param may be computed from a let, and is set from outside all the same") {
  const char* text = "model m { let a = 2; param b = a*3; let c = b + 1; input 9x9x1; conv c 1 }";
  CHECK(good(text).nodes.back().shape.channels == 7);
  CHECK(good(text, {{"b", 10}}).nodes.back().shape.channels == 11);
  const auto params = model_parameters(text, "m.cae");
  REQUIRE(params);
  REQUIRE(params->size() == 1);
  CHECK(params->front().value == 6);
}

TEST_CASE("a call writes its block out, with names behind its own") {
  const Graph graph = good(std::string(residual) + "  two 4\n  two 2 act=gelu as r\n  two 3 sigmoid\n}");
  CHECK(layers(graph) ==
        "two1.conv1 8x8x4, two1.last 8x8x4, r.conv1 8x8x2, r.last 8x8x2, two3.conv1 8x8x3, two3.last 8x8x3");
  CHECK(graph.nodes[static_cast<std::size_t>(graph.layer_output("r.conv1"))].kind == "gelu");
  CHECK(graph.nodes[static_cast<std::size_t>(graph.layer_output("two3.conv1"))].kind == "sigmoid");
  CHECK(graph.nodes[1].parameters.front().name == "two1.conv1.weight");
}

TEST_CASE("a node knows the calls and turns that it came through") {
  const Graph graph = good(std::string(residual) + "  repeat 2 as i {\n    two 4*i as level[i]\n  }\n}");
  const Node& node = graph.nodes[static_cast<std::size_t>(graph.layer_output("level2.last"))];
  CHECK(node.place.line == 4);
  REQUIRE(node.trace.size() == 2);
  CHECK(node.trace[0].text == "in this call, named level2");
  CHECK(node.trace[0].place.line == 8);
  CHECK(node.trace[1].text == "in the repetition i = 2 of this repeat");
  CHECK(node.trace[1].place.line == 7);
}

TEST_CASE("a block takes numbers, words, sizes and words with arguments") {
  const Graph graph = good(
      "model m { param w = 2; block b(n, kernel = 3, act = linear, p = same) { conv n*2 kernel act pad=p }\n"
      "input 9x9x1; b w+1 5x3 leaky_relu(slope=0.5); b w act=relu; b 1 kernel=1x2 p=valid }");
  CHECK(layers(graph) == "b1.conv1 9x9x6, b2.conv1 9x9x4, b3.conv1 9x8x2");
  CHECK(graph.nodes[static_cast<std::size_t>(graph.layer_output("b1.conv1"))].attributes.number("slope") ==
        0.5);
}

TEST_CASE("blocks call blocks, see the model's values above them, and may stand below their calls") {
  const Graph graph = good(
      "model m { let n = 3; input 9x9x1; outer relu\n"
      "block outer(act) { inner act as one; inner tanh; conv n 1 }\n"
      "block inner(act) { conv n 1 act } }");
  CHECK(layers(graph) == "outer1.one.conv1 9x9x3, outer1.inner2.conv1 9x9x3, outer1.conv1 9x9x3");
}

TEST_CASE("what a call is given is checked as a layer's words are") {
  const std::string text = residual;
  CHECK(codes(text + "  two\n}") == "E130");
  CHECK(codes(text + "  two 4 relu 3\n}") == "E131");
  CHECK(codes(text + "  two 4 act=relu relu\n}") == "E134");
  CHECK(codes(text + "  two 4 actt=relu\n}") == "E132");
  CHECK(codes(text + "  two 4 relu act=relu\n}") == "E133");
  CHECK(codes(text + "  two(4)\n}") == "E141");
  CHECK(codes(text + "  two 4 as r relu\n}") == "E139");
  CHECK(codes(text + "  two 4 reluu\n}") == "E137");
  CHECK(codes(text + "  two relu\n}") == "E130");
  CHECK(codes(text + "  two 4.5\n}") == "E135 E135");
  CHECK(codes("model m { block b(n) { conv n*2 1 }; input 9x9x1; b relu }") == "E143");
  CHECK(codes(text + "  two width\n}") == "E122");
}

TEST_CASE("a block that calls itself is refused, by whatever way") {
  CHECK(codes("model m { block a() { a }; input 8; a }") == "E162");
  CHECK(codes("model m { block a() { b }; block b() { a }; input 8; a }") == "E162");
  std::string deep = "model m { input 8\n";
  for (int i = 0; i < 70; ++i)
    deep += "block a" + std::to_string(i) + "() { a" + std::to_string(i + 1) + " }\n";
  CHECK(codes(deep + "block a70() { relu }\n a0 }") == "E163");
}

TEST_CASE("names of blocks are their own, and no layer's") {
  CHECK(codes("model m { block a() { relu }; block a() { relu }; input 8; a }") == "E160");
  CHECK(codes("model m { block conv() { relu }; input 8; relu }") == "E161");
  CHECK(codes("model m { block a(n, n) { dense n }; input 8; a 3 3 }") == "E120");
  CHECK(codes("model m { input 8; encoder { block a() { relu }; relu } }") == "E116");
  CHECK(codes("model m { block a() { encoder { relu } }; input 8; a }") == "E111");
}

TEST_CASE("a repeat writes its lines out, and may do so no time") {
  const Graph graph = good(
      "model m { input 9x9x1; repeat 3 as i { let w = i*2; conv w 1 relu as level[i]; bn }\n"
      "repeat 2 { relu }; repeat 0 { conv 1 1 as never } }");
  CHECK(
      layers(graph) ==
      "level1 9x9x2, bn1 9x9x2, level2 9x9x4, bn2 9x9x4, level3 9x9x6, bn3 9x9x6, relu1 9x9x6, relu2 9x9x6");
  CHECK(codes("model m { input 8; repeat 2 { relu as r } }") == "E154");
  CHECK(codes("model m { input 8; repeat 2.5 { relu } }") == "E135");
  CHECK(codes("model m { input 8; repeat -1 { relu } }") == "E136");
  CHECK(codes("model m { input 8; repeat 0 { relu } }") == "E117");
  CHECK(codes("model m { input 8; repeat 10000 { repeat 2 { relu } } }") == "E118");
  CHECK(codes("model m { input 8; relu; repeat 10000 { repeat 10000 { } } }") == "E164");
}

TEST_CASE("a chain goes on from any layer above, and from the images") {
  const Graph graph = good(
      "model m { input 8; dense 4 as a; dense 3; from a; dense 2; from input; dense 5 as b; from dense2; "
      "relu }");
  const auto reads = [&](std::string_view layer) {
    const Node& node = graph.nodes[static_cast<std::size_t>(graph.layer_output(layer))];
    return graph.nodes[static_cast<std::size_t>(node.inputs.front())].layer;
  };
  CHECK(reads("dense2") == "a");
  CHECK(reads("dense3") == "a");
  CHECK(reads("b") == "input");
  CHECK(reads("relu1") == "dense2");
  CHECK(codes("model m { input 8; relu; from nowhere; relu }") == "E165");
  CHECK(codes("model m { input 8; relu; from late; relu; relu as late }") == "E165");
  CHECK(codes("model m { input 8; relu; from input }") == "E167");
}

TEST_CASE("inside a block, input is what arrives there, and names are those of the call") {
  const Graph graph = good(
      "model m { block b(skip) { dense 4 as one; from input; dense 5; from skip; dense 6 }\n"
      "input 8; relu as first; relu as one; b first; from b1; tanh; b one as c; from c; relu }");
  const auto reads = [&](std::string_view layer) {
    const Node& node = graph.nodes[static_cast<std::size_t>(graph.layer_output(layer))];
    return graph.nodes[static_cast<std::size_t>(node.inputs.front())].layer;
  };
  CHECK(reads("b1.one") == "one");
  CHECK(reads("b1.dense2") == "one");
  CHECK(reads("b1.dense3") == "first");
  CHECK(reads("tanh1") == "b1.dense3");
  CHECK(reads("c.dense2") == "tanh1");
  CHECK(reads("c.dense3") == "one");
  CHECK(reads("relu3") == "c.dense3");
  CHECK(codes("model m { block b() { from first; relu }; input 8; relu as first; b }") == "E165");
  CHECK(codes("model m { block b(skip) { from skip; relu }; input 8; relu; b 3 }") == "E166");
}

TEST_CASE("add sums what arrives with the layers that it names") {
  const Graph graph = good(
      "model m { block residual(n, more) { conv n 3x3 relu pad=same; conv n 3x3 pad=same as last; add input "
      "more }\n"
      "input 8x8x4; conv 4 1 as first; residual 4 input as level[1]; add first level[1] input; add add1 }");
  const auto reads = [&](std::string_view layer) {
    std::string all;
    for (const NodeId input : graph.nodes[static_cast<std::size_t>(graph.layer_output(layer))].inputs)
      all += (all.empty() ? "" : " ") + graph.nodes[static_cast<std::size_t>(input)].layer;
    return all;
  };
  CHECK(reads("level1.add1") == "level1.last first input");
  CHECK(reads("add1") == "level1.add1 first level1.add1 input");
  CHECK(reads("add2") == "add1 add1");
  CHECK(codes("model m { input 8; relu; add }") == "E130");
  CHECK(codes("model m { input 8; relu; add relu2 }") == "E165");
  CHECK(codes("model m { input 8; relu; add 3 }") == "E166");
  CHECK(codes("model m { input 8; relu; add input scale=2 }") == "E132");
  CHECK(codes("model m { input 8; relu; add input as a relu1 }") == "E139");
}

TEST_CASE("a shape that does not fit inside a block says through which lines it came") {
  CHECK(said("model m {\n  block down(k) {\n    conv 4 k\n  }\n  input 8x8x1\n  repeat 3 as i {\n    down "
             "3*i\n  }\n}") ==
        "m.cae:3:12: error[E201]: 1x1x4 arrives at down3.conv1 (line 3), whose kernel is 9x9: it needs at "
        "least 9x9\n"
        "      conv 4 k\n"
        "             ^\n"
        "m.cae:3:5: note: down2.conv1 gives 1x1x4 here\n"
        "m.cae:7:5: note: in this call, named down3\n"
        "m.cae:6:10: note: in the repetition i = 3 of this repeat\n"
        "help: use a smaller kernel, pad=same, or fewer pooling layers before it\n");
}

TEST_CASE("a word that a call gives wrongly is shown in the call, with the line that uses it") {
  CHECK(said("model m {\n  block b(act) {\n    conv 4 3 act\n  }\n  input 8x8x1\n  b reluu\n}") ==
        "m.cae:6:5: error[E137]: activation cannot be 'reluu'\n"
        "    b reluu\n"
        "      ^^^^^\n"
        "m.cae:3:14: note: it is the value of 'act' here\n"
        "m.cae:6:3: note: in this call, named b1\n"
        "help: did you mean 'relu'?\n");
}

// Files in a folder of their own.
struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("cae-include-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path / "lib");
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return (path / name).string();
  }
  std::filesystem::path path;
};

TEST_CASE("a model includes the blocks of other files, each once") {
  const Folder folder;
  folder.write("lib/a.cae", "\xEF\xBB\xBF# blocks\ninclude \"b.cae\"\nblock a(n) { b n; relu }\n");
  folder.write("lib/b.cae", "include \"../lib/../lib/c.cae\"; block b(n) { dense n; c }");
  folder.write("lib/c.cae", "block c { tanh }");
  const std::string text =
      "model m {\n  include \"lib/a.cae\"  # those\n  include \"lib/b.cae\"\n  input 8\n  a 4 # x\n}\n";
  const std::string path = folder.write("m.cae", text);
  const std::string expected = "a1.b1.dense1 4, a1.b1.c1.tanh1 4, a1.relu1 4";
  CHECK(layers(*load_model(path)) == expected);
  const std::string whole = *self_contained_model(text, path);
  CHECK(layers(good(whole)) == expected);
  CHECK(whole.find("include \"") == whole.find("# include \"") + 2);
  CHECK(*self_contained_model(whole, "elsewhere.cae") == whole);
}

TEST_CASE("mistakes of included files are shown with their own names, after the model's") {
  const Folder folder;
  folder.write("wrong.cae", "block a(n) {\n  dens n\n}\nrelu\n");
  folder.write("broken.cae", "block b(n) {\n  dense = n\n}\n}\n");
  folder.write("circle.cae", "include \"m.cae\"\n");
  const std::string path = folder.write("m.cae",
                                        "model m {\n  include \"wrong.cae\"\n  include \"broken.cae\"\n  "
                                        "include \"circle.cae\"\n  include \"no.cae\"\n"
                                        "  input 8\n  a 4\n  encoder { include \"wrong.cae\"; b 3 }\n}\n");
  const Result<Graph> graph = load_model(path);
  REQUIRE_FALSE(graph);
  std::string all;
  for (const Diagnostic& found : graph.diagnostics()) {
    all += std::filesystem::path(found.place.file).filename().string() + ":" +
           std::to_string(found.place.line) + " " + found.code + "\n";
    CHECK_FALSE(found.place.source_line.empty());
  }
  CHECK(all ==
        "m.cae:5 E172\nm.cae:8 E116\nbroken.cae:2 E101\nbroken.cae:4 E101\ncircle.cae:1 E170\nwrong.cae:2 "
        "E119\n"
        "wrong.cae:4 E173\n");
}

TEST_CASE("the code may be a call") {
  const Graph graph = good(std::string(residual) + "  two 4 as code\n  conv 1 1\n}");
  CHECK(graph.nodes[static_cast<std::size_t>(graph.code)].layer == "code.last");
}

}  // namespace
}  // namespace cae
