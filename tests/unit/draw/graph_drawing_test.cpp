#include "framework/draw/graph_drawing.h"

#include <sys/wait.h>

#include <cstdlib>
#include <thread>

#include "framework/base/files.h"
#include "framework/draw/graph_text.h"
#include "framework/draw/heat_colours.h"
#include "framework/draw/kind_colours.h"
#include "tests/unit/draw/example_graphs.h"
#include "tests/unit/draw/png_in_memory.h"
#include "tests/unit/draw/temporary_folder.h"

using namespace cae;

namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string svg_of(const Graph& graph) {
  const TemporaryFolder folder;
  const Status status = draw_graph(graph, folder.file("model.svg"));
  REQUIRE(status);
  return read_file(folder.file("model.svg")).take();
}

std::string code_of(const Status& status) {
  return status ? "" : status.diagnostics().at(0).code;
}

}  // namespace

TEST_CASE("an SVG has one box a layer, one arrow a connection and one frame a stage") {
  const std::string svg = svg_of(five_layers());
  // Six layers and the pills of input and output.
  CHECK(count_of(svg, "class=\"node\"") == 8);
  CHECK(count_of(svg, "class=\"edge\"") == 7);
  CHECK(count_of(svg, "class=\"cluster\"") == 2);
  CHECK(count_of(svg, "<title>conv1&#45;&gt;bn1</title>") == 1);
  CHECK(count_of(svg, "<title>pixels&#45;&gt;model output</title>") == 1);
}

TEST_CASE("a box tells settings and parameters, an arrow the shape") {
  const std::string svg = svg_of(five_layers());
  CHECK(count_of(svg, ">conv 4 3x3 relu stride=2<") == 1);
  CHECK(count_of(svg, ">40<") == 1);  // conv1: 4 x 9 + 4
  CHECK(count_of(svg, ">16<") == 1);  // bn1: 4 x 4
  CHECK(count_of(svg, "&#160;3x3x4<") == 2);
  CHECK(count_of(svg, "&#160;8x8x1<") == 2);
  CHECK(count_of(svg, "&#160;36<") == 1);
}

TEST_CASE("with times, boxes tell them, and the one that takes most has the strongest colour") {
  const TemporaryFolder folder;
  const GraphTimes times{.captions = {"a step: 12 ms <all>"},
                         .layers = {{"conv1", {.heat = 1.0, .text = "9.00 ms, 75.0 %"}},
                                    {"code", {.heat = 0.0, .text = "0.01 ms, 0.1 %"}}}};
  REQUIRE(draw_graph(five_layers(), folder.file("model.svg"), {.times = &times}));
  const std::string svg = read_file(folder.file("model.svg")).take();
  CHECK(count_of(svg, ">9.00 ms, 75.0 %<") == 2);  // also in the legend, as its colours are
  CHECK(count_of(svg, ">0.01 ms, 0.1 %<") == 1);
  CHECK(count_of(svg, "a step: 12 ms &lt;all&gt;") == 1);
  CHECK(count_of(svg, "fill=\"#f16913\"") == 2);
  CHECK(count_of(svg, "fill=\"#fff5eb\"") == 2);
  CHECK(count_of(svg_of(five_layers()), "fill=\"#f16913\"") == 0);
}

TEST_CASE("a drawing with times has a legend of its colours") {
  const GraphTimes times{.captions = {}, .layers = {{"conv1", {.heat = 1.0, .text = "9.00 ms, 75.0 %"}}}};
  const std::string svg = graph_picture(five_layers(), "svg", "test", {.times = &times}).take();
  CHECK(count_of(svg, ">time of a layer: 0<") == 1);
  CHECK(count_of(svg, ">9.00 ms, 75.0 %<") == 2);  // in its box and at the legend's end
  CHECK(count_of(svg_of(five_layers()), "time of a layer") == 0);
}

TEST_CASE("on dark paper the drawing is dark around its boxes, whose colours are the same") {
  for (const Graph& graph : {five_layers(), chain(60, true)}) {
    const std::string light = svg_of(graph),
                      dark = graph_picture(graph, "svg", "test", {.dark = true}).take();
    CHECK(count_of(dark, "fill=\"#1b1e22\"") == 1);
    CHECK(count_of(dark, "fill=\"white\"") + count_of(dark, "fill=\"#ffffff\"") == 0);
    CHECK(count_of(light, "fill=\"#1b1e22\"") == 0);
    CHECK(count_of(dark, "fill=\"#dbeafe\"") == count_of(light, "fill=\"#dbeafe\""));
  }
}

TEST_CASE("every output has its loss, in a short and in a long model") {
  Graph graph = five_layers();
  CHECK(count_of(svg_of(graph), ">loss: train.loss against the images<") == 1);
  for (Graph model : {graph, chain(60, true)}) {
    model.outputs.front().loss = "mse";
    model.outputs.front().weight = 0.5;
    model.outputs.push_back(
        {.node = 2, .name = "classes", .loss = "cross_entropy", .target = std::string(target_labels)});
    const std::string svg = svg_of(model);
    CHECK(count_of(svg, ">loss: mse against the images, times 0.5<") == 1);
    CHECK(count_of(svg, ">output classes<") == 1);
    CHECK(count_of(svg, ">loss: cross_entropy against the labels<") == 1);
  }
}

TEST_CASE("a layer says which term it adds to the loss") {
  GraphBuilder builder("terms", Shape::image(8, 8, 1));
  add_layer(builder, "flatten");
  add_layer(builder, "dense", {{"units", std::int64_t{4}}});
  add_layer(builder, "sparsity", {{"l1", 0.1}});
  const std::string svg = svg_of(std::move(builder).finish());
  CHECK(count_of(svg, ">adds <") + count_of(svg, ">adds ") >= 1);
  CHECK(count_of(svg, "to the loss<") == 1);
}

TEST_CASE("an operator that a pass has made looks like what it stands for") {
  CHECK(colours_of_kind("winograd_conv").fill == colours_of_kind("conv").fill);
  CHECK(colours_of_kind("upsample_conv").fill == colours_of_kind("conv").fill);
  CHECK(colours_of_kind("bn_pool").fill == colours_of_kind("bn").fill);
  Graph graph = five_layers();
  REQUIRE(graph.nodes[1].kind == "conv");
  graph.nodes[1].kind = "winograd_conv";
  CHECK(count_of(svg_of(graph), ">winograd conv 4 3x3") == 1);
}

TEST_CASE("colours of heat go from pale to strong") {
  CHECK(heat_colour(0.0) == "#fff5eb");
  CHECK(heat_colour(0.5) == "#fdae6b");
  CHECK(heat_colour(1.0) == "#f16913");
  CHECK(heat_colour(7.0) == heat_colour(1.0));
}

TEST_CASE("many settings are broken into lines, none is left out") {
  GraphBuilder builder("long", Shape::image(32, 32, 1));
  add_layer(builder, "conv",
            {{"filters", std::int64_t{8}},
             {"kernel", Window{3, 3}},
             {"activation", Activation{"leaky_relu", {{"slope", 0.2}}}},
             {"pad", Padding{Padding::Mode::same, 0, 0}},
             {"dilation", Window{2, 2}},
             {"init", std::string("he_uniform")}});
  const std::string svg = svg_of(std::move(builder).finish());
  for (const std::string setting :
       {"conv 8 3x3 leaky_relu(slope=0.2)", "pad=same", "dilation=2", "init=he_uniform"}) {
    CHECK(count_of(svg, setting) == 1);
  }
}

TEST_CASE("the box of a layer that joins others names them") {
  GraphBuilder builder("joined", Shape::image(8, 8, 1));
  add_layer(builder, "relu");
  add_layer(builder, "tanh");
  builder.add({.kind = "concat", .attributes = {}, .inputs = {2, 0, 1}});
  CHECK(count_of(svg_of(std::move(builder).finish()), ">concat input relu1<") == 1);
}

TEST_CASE("an activation that a pass has fused into a layer is shown, once") {
  Graph graph = five_layers();
  REQUIRE(graph.nodes[1].kind == "conv");
  const auto shown = [&] { return count_of(svg_of(graph), "tanh"); };
  graph.nodes[1].fusion.activation = Activation{"tanh", {}};
  CHECK(shown() == 1);
  graph.nodes[1].attributes.set("activation", Activation{"tanh", {}});
  CHECK(shown() == 1);
}

TEST_CASE("the title has the model's name and its totals") {
  const std::string svg = svg_of(five_layers());
  CHECK(count_of(svg, "font-size=\"18.00\" fill=\"#212529\">five<") == 1);
  // 40 + 16 + 74 + 192; mean and variance of 4 channels are not trainable
  CHECK(count_of(svg, ">322 parameters, 314 of them trainable<") == 1);
}

TEST_CASE("the latent code is marked, once") {
  CHECK(count_of(svg_of(five_layers()), ">latent code<") == 1);
}

TEST_CASE("a model of sixty layers is cut into columns and keeps every connection") {
  for (const bool staged : {true, false}) {
    const std::string svg = svg_of(chain(60, staged));
    CHECK(count_of(svg, "class=\"node\"") == 62);
    CHECK(count_of(svg, "class=\"edge\"") == 61);
    CHECK(count_of(svg, "class=\"cluster\"") == (staged ? 2 : 0));
  }
  const TemporaryFolder folder;
  REQUIRE(draw_graph(chain(60, true), folder.file("a.png")));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK(picture.width > picture.height / 2);
  CHECK(picture.height < 2000);
}

TEST_CASE("a layer with two inputs has both arrows, in a short and in a long model") {
  const std::string within = svg_of(joined(chain(6, false), "conv1", "conv3"));
  CHECK(count_of(within, "class=\"edge\"") == 8);
  CHECK(count_of(within, "<title>conv1&#45;&gt;conv3</title>") == 1);
  // A connection over both stages forbids to cut between them.
  const std::string across = svg_of(joined(chain(40, true), "conv2", "bn18"));
  CHECK(count_of(across, "class=\"edge\"") == 42);
  CHECK(count_of(across, "<title>conv2&#45;&gt;bn18</title>") == 1);
  // A connection that begins at the foot of a column is led to its layer in the next.
  const std::string onward = svg_of(joined(chain(40, true), "bn10", "conv12"));
  CHECK(count_of(onward, "<title>bn10&#45;&gt;conv11</title>") == 1);
  CHECK(count_of(onward, "<title>bn10&#45;&gt;conv12</title>") == 1);
}

TEST_CASE("a name may be any text") {
  const std::string svg = svg_of(five_layers("a<b> & \"c\" \\ d\n\x01\xff \xc3\xa9"));
  CHECK(count_of(svg, "a&lt;b&gt; &amp; &quot;c&quot; \\ d\\n\\x01\\xff \xc3\xa9") == 1);
  const std::string dot = graph_to_dot(five_layers("x\"; evil [label=\"y"));
  CHECK(count_of(dot, "digraph \"x\\\"; evil [label=\\\"y\" {") == 1);
}

TEST_CASE("an SVG is XML to a foreign reader") {
  const TemporaryFolder folder;
  const std::string path = folder.file("model.svg");
  REQUIRE(draw_graph(five_layers("a<b> & \"c\"]]> --"), path));
  const std::string command =
      "test \"$(xmllint --nonet --xpath \"count(//*[local-name()='text']) >= 10\" '" + path + "')\" = true";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("every ending gives its format") {
  const TemporaryFolder folder;
  for (const std::string ending : {"svg", "png", "pdf", "dot", "PNG"}) {
    REQUIRE(draw_graph(five_layers(), folder.file("model." + ending)));
  }
  CHECK(read_file(folder.file("model.pdf")).take().substr(0, 5) == "%PDF-");
  CHECK(read_file(folder.file("model.dot")).take().substr(0, 9) == "digraph \"");
  CHECK(decoded_png(folder.file("model.png")).width > 200);
  CHECK(decoded_png(folder.file("model.PNG")).colour);
  CHECK(folder.entries() == 5);
}

TEST_CASE("a picture that cannot be is a diagnostic, and nothing is left behind") {
  const TemporaryFolder folder;
  CHECK(code_of(draw_graph(five_layers(), folder.file("model.jpeg"))) == "E950");
  CHECK(code_of(draw_graph(five_layers(), folder.file("model"))) == "E950");
  CHECK(code_of(draw_graph(five_layers(), folder.file("none/model.svg"))) == "E905");
  CHECK(code_of(draw_graph(chain(1600, false), folder.file("model.svg"))) == "E953");
  CHECK(folder.entries() == 0);
  const Status wrong = draw_graph(five_layers(), folder.file("model.svgz"));
  CHECK(count_of(wrong.diagnostics().at(0).help, "did you mean '.svg'?") == 1);
  CHECK(draw_graph(chain(1600, false), folder.file("model.dot")));
}

// Graphviz reads the place of its plugins once a process: the case below runs this one in a process of its
// own.
TEST_CASE("draws without plugins", "[.][child]") {
  const TemporaryFolder folder;
  CHECK(code_of(draw_graph(five_layers(), folder.file("model.svg"))) == "E952");
  CHECK(folder.entries() == 0);
}

TEST_CASE("a Graphviz without plugins is a diagnostic, and prints nothing itself") {
  const TemporaryFolder folder;
  const std::string said = folder.file("said");
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string command =
      "GVBINDIR=" + folder.file("none") + " " + self + " \"draws without plugins\" >/dev/null 2>" + said;
  CHECK(std::system(command.c_str()) == 0);
  CHECK(read_file(said).take().empty());
}

TEST_CASE("drawings from several threads do not disturb each other") {
  const TemporaryFolder folder;
  const Graph graph = chain(20, true);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] { (void)draw_graph(graph, folder.file(std::to_string(i) + ".svg")); });
  }
  for (std::thread& thread : threads) thread.join();
  // Graphviz writes the stages in an order that follows addresses; so sizes are compared, not texts.
  const std::size_t size = read_file(folder.file("0.svg")).take().size();
  for (int i = 1; i < 4; ++i) CHECK(read_file(folder.file(std::to_string(i) + ".svg")).take().size() == size);
}

TEST_CASE(
    "a picture as bytes is what the file would hold, and a format that is asked for wins over the ending") {
  const TemporaryFolder folder;
  // Sizes, as above.
  CHECK(graph_picture(five_layers(), "svg", "standard output").take().size() == svg_of(five_layers()).size());
  REQUIRE(draw_graph(five_layers(), folder.file("model.txt"), {}, "dot"));
  CHECK(read_file(folder.file("model.txt")).take() ==
        graph_picture(five_layers(), "dot", "standard output").take());
  CHECK(code_of(draw_graph(five_layers(), folder.file("model.txt"))) == "E950");
}
