#include "framework/draw/graph_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "framework/base/count_text.h"
#include "framework/base/html_escaped.h"
#include "framework/base/utf8.h"
#include "framework/draw/heat_colours.h"
#include "framework/draw/kind_colours.h"
#include "framework/draw/plot_style.h"

namespace cae {
namespace {

// Of what is not a layer's box. The boxes have the same colours on both papers.
struct GraphInks : Inks {
  std::string_view frame, frame_border;  // of a stage
  std::string_view terminal, on_terminal, loss;
};

GraphInks graph_inks(bool dark) {
  if (dark) return {inks_of(true), "#262a30", "#495057", "#ced4da", "#212529", "#495057"};
  return {inks_of(false), "#f8f9fa", "#ced4da", "#343a40", "#ffffff", "#dee2e6"};
}

// Graphviz measures with the first font it finds; Verdana is as wide as DejaVu Sans, so that an SVG looks the
// same on a machine without it.
constexpr std::string_view fonts = "DejaVu Sans,Verdana,sans-serif";
constexpr std::size_t longest_text = 48;  // of a name
constexpr std::size_t longest_line = 40;  // of settings

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : visible(text, 1000)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string html(std::string_view text) {
  return html_escaped(visible(text, longest_text));
}

std::string font(int size, std::string_view colour, const std::string& content) {
  return "<FONT POINT-SIZE=\"" + std::to_string(size) + "\" COLOR=\"" + std::string(colour) + "\">" +
         content + "</FONT>";
}

// "bn" below "bn3" would say nothing new.
bool settings_say_more(const LayerBox& box) {
  return box.settings != box.kind || box.layer.compare(0, box.kind.size(), box.kind) != 0;
}

// The settings in lines, broken between two of them.
std::vector<std::string> settings_lines(const LayerBox& box) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < box.settings.size();) {
    const std::size_t end = std::min(box.settings.find(' ', begin), box.settings.size());
    const std::string word = box.settings.substr(begin, end - begin);
    if (lines.empty() || lines.back().size() + 1 + word.size() > longest_line) {
      lines.push_back(word);
    } else {
      lines.back() += " " + word;
    }
    begin = end + 1;
  }
  return lines;
}

std::size_t shown_length(std::string_view text) {
  return std::min(text.size(), longest_text + 3);
}

// One width for all boxes: that of the widest text, estimated (Graphviz widens a box that is too narrow).
int box_width(const std::vector<LayerBox>& boxes) {
  double width = 190;
  for (const LayerBox& box : boxes) {
    for (const std::string& line : settings_lines(box)) {
      width = std::max(width, 6.3 * static_cast<double>(shown_length(line)));
    }
    width = std::max(width, 9.0 * static_cast<double>(shown_length(box.layer)) +
                                6.5 * static_cast<double>(count_text(box.parameters).size() + 2));
  }
  return static_cast<int>(std::min(width, 340.0));
}

std::string box_label(const LayerBox& box, std::string_view accent, int width) {
  const std::string parameters = box.parameters > 0 ? count_text(box.parameters) : "";
  const int right = 4 + 7 * static_cast<int>(parameters.size());
  const auto row = [](const std::string& content) {
    return "<TR><TD COLSPAN=\"2\" ALIGN=\"LEFT\">" + content + "</TD></TR>";
  };
  std::string rows = fmt::format(
      "<TR><TD ALIGN=\"LEFT\" WIDTH=\"{}\"><B>{}</B></TD><TD ALIGN=\"RIGHT\" WIDTH=\"{}\">{}</TD></TR>",
      width - right, html(box.layer), right, font(10, "#495057", parameters.empty() ? " " : parameters));
  if (settings_say_more(box)) {
    for (const std::string& line : settings_lines(box)) rows += row(font(10, "#343a40", html(line)));
  }
  if (box.time) rows += row(font(11, "#212529", "<B>" + html(box.time->text) + "</B>"));
  if (box.is_code) rows += row(font(10, accent, "<B>latent code</B>"));
  for (const std::string& term : box.terms)
    rows += row(font(10, "#495057", "adds <B>" + html(term) + "</B> to the loss"));
  return "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">" + rows + "</TABLE>>";
}

std::string position(const GraphPlacement* placement, const std::string& name) {
  if (placement == nullptr) return "";
  const Point centre = placement->nodes.at(name).centre;
  return fmt::format(", pos=\"{:.2f},{:.2f}\"", centre.x, centre.y);
}

// `label`: quoted text, or HTML in angle brackets.
std::string terminal(const std::string& name, const std::string& label, const GraphPlacement* placement,
                     const GraphInks& inks) {
  return fmt::format(
      "{} [label={}, style=\"filled,rounded\", fillcolor=\"{}\", color=\"{}\", fontcolor=\"{}\", height=0.3, "
      "margin=\"0.2,0.07\"{}];\n",
      quoted(name), label, inks.terminal, inks.terminal, inks.on_terminal, position(placement, name));
}

// "mse against the images, times 0.5".
std::string loss_text(const Output& output) {
  std::string text = (output.loss.empty() ? "train.loss" : output.loss) + " against the " +
                     (output.target == target_labels ? "labels" : "images");
  if (output.weight != 1) text += fmt::format(", times {:.4g}", output.weight);
  return text;
}

// What the model gives, and the loss that it is trained with.
std::string output_terminal(const Graph& graph, std::size_t number, const GraphPlacement* placement,
                            const GraphInks& inks) {
  const Output& output = graph.outputs[number];
  const std::string name = number == 0 ? "output" : "output " + html(output.name);
  return terminal(output_name(graph, number),
                  "<" + name + "<BR/>" + font(9, inks.loss, "loss: " + html(loss_text(output))) + ">",
                  placement, inks);
}

std::string box_statement(const LayerBox& box, int width, const GraphPlacement* placement,
                          const GraphInks& inks) {
  if (box.kind == "input") return terminal(box.layer, quoted("input"), placement, inks);
  const KindColours of_kind = colours_of_kind(box.kind);
  const std::string fill = box.time ? heat_colour(box.time->heat) : std::string(of_kind.fill);
  const std::string_view border = box.time ? heat_border : of_kind.border;
  return fmt::format("{} [label={}, width={:.2f}, fillcolor=\"{}\", color=\"{}\"{}{}];\n", quoted(box.layer),
                     box_label(box, border, width), (width + 24) / 72.0, fill, border,
                     box.is_code ? ", penwidth=3" : "", position(placement, box.layer));
}

// The colours from nothing to the layer that takes most, with its time.
std::string heat_legend(const GraphTimes& times, const GraphInks& inks) {
  constexpr int steps = 6;
  std::string most;
  for (const auto& [layer, time] : times.layers) {
    if (time.heat >= 1) most = time.text;
  }
  std::string cells;
  for (int i = 0; i < steps; ++i) {
    cells += fmt::format("<TD BGCOLOR=\"{}\" WIDTH=\"26\" HEIGHT=\"12\"></TD>",
                         heat_colour(static_cast<double>(i) / (steps - 1)));
  }
  const auto text = [&](const std::string& content) {
    return "<TD CELLPADDING=\"4\">" + font(10, inks.text, content) + "</TD>";
  };
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\"><TR>" + text("time of a layer: 0") + cells +
         text(html(most)) + "</TR></TABLE>";
}

std::string title(const Graph& graph, const GraphTimes* times, const GraphInks& inks) {
  const std::int64_t all = graph.parameter_count();
  const std::int64_t trainable = graph.parameter_count(true);
  std::string totals = counted(all, "parameter");
  if (trainable != all) totals += ", " + count_text(trainable) + " of them trainable";
  const auto row = [](int padding, const std::string& content) {
    return fmt::format("<TR><TD CELLPADDING=\"{}\">{}</TD></TR>", padding, content);
  };
  std::string captions;
  for (const std::string& line : times == nullptr ? std::vector<std::string>{} : times->captions)
    captions += row(2, font(11, inks.text, html(line)));
  if (times != nullptr) captions += row(4, heat_legend(*times, inks));
  return "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">" +
         row(2, font(18, inks.title, "<B>" + html(graph.name.empty() ? "model" : graph.name) + "</B>")) +
         row(2, font(11, inks.text, totals)) + captions +
         row(3, font(9, inks.text, "in a box: its parameters; at an arrow: height x width x channels")) +
         "<TR><TD HEIGHT=\"8\"></TD></TR>" + "</TABLE>>";
}

std::string stage_parameters(const std::vector<LayerBox>& boxes, std::size_t begin, std::size_t end) {
  std::int64_t parameters = 0;
  for (std::size_t i = begin; i < end; ++i) parameters += boxes[i].parameters;
  return counted(parameters, "parameter");
}

std::string stage_label(const std::vector<LayerBox>& boxes, std::size_t begin, std::size_t end,
                        const GraphInks& inks) {
  const LabelSize size = stage_label_size(boxes, begin, end);
  return fmt::format(
      "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" FIXEDSIZE=\"TRUE\" "
      "WIDTH=\"{}\" "
      "HEIGHT=\"{}\"><TR><TD ALIGN=\"LEFT\">{}</TD></TR><TR><TD ALIGN=\"LEFT\">{}</TD></TR></TABLE>>",
      size.width, size.height, font(13, inks.text, "<B>" + html(boxes[begin].stage) + "</B>"),
      font(9, inks.text, stage_parameters(boxes, begin, end)));
}

std::string frame(const Frame& place, const LabelSize& label) {
  return fmt::format("    bb=\"{:.2f},{:.2f},{:.2f},{:.2f}\"; lp=\"{:.2f},{:.2f}\";\n", place.lower_left.x,
                     place.lower_left.y, place.upper_right.x, place.upper_right.y,
                     place.lower_left.x + 8 + label.width / 2, place.upper_right.y - 4 - label.height / 2);
}

// The boxes of a stage are in its cluster, the others outside.
std::string box_statements(const std::vector<LayerBox>& boxes, const GraphPlacement* placement,
                           const GraphInks& inks) {
  const int width = box_width(boxes);
  std::string text;
  std::size_t stages = 0;
  for (std::size_t begin = 0; begin < boxes.size();) {
    if (boxes[begin].stage.empty()) {
      text += "  " + box_statement(boxes[begin++], width, placement, inks);
      continue;
    }
    std::size_t end = begin;
    while (end < boxes.size() && boxes[end].stage == boxes[begin].stage) ++end;
    text += fmt::format("  subgraph cluster_{} {{\n    label={};\n", stages + 1,
                        stage_label(boxes, begin, end, inks));
    text +=
        fmt::format("    labeljust=l; style=\"filled,rounded\"; color=\"{}\"; fillcolor=\"{}\"; margin=12;\n",
                    inks.frame_border, inks.frame);
    if (placement != nullptr) text += frame(placement->stages[stages], stage_label_size(boxes, begin, end));
    for (; begin < end; ++begin) text += "    " + box_statement(boxes[begin], width, placement, inks);
    text += "  }\n";
    ++stages;
  }
  return text;
}

std::string arrow(const std::string& from, const std::string& to, const std::string& id, const Shape& shape,
                  const std::string& attributes) {
  return fmt::format("  {} -> {} [id=\"{}\", label=\"  {}\"{}];\n", quoted(from), quoted(to), id,
                     to_string(shape), attributes);
}

std::string course(const GraphPlacement* placement, const std::string& id) {
  if (placement == nullptr) return "";
  const PlacedArrow& arrow = placement->arrows.at(id);
  std::string text = fmt::format(", pos=\"e,{:.2f},{:.2f}", arrow.tip.x, arrow.tip.y);
  for (const Point& p : arrow.curve) text += fmt::format(" {:.2f},{:.2f}", p.x, p.y);
  return text + fmt::format("\", lp=\"{:.2f},{:.2f}\"", arrow.label.x, arrow.label.y);
}

std::string arrows(const Graph& graph, const std::vector<LayerBox>& boxes, const GraphPlacement* placement) {
  std::string text;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t k = 0; k < boxes[i].inputs.size(); ++k) {
      const LayerBox& source = boxes[boxes[i].inputs[k]];
      text += arrow(source.layer, boxes[i].layer, arrow_id(i, k), source.shape,
                    course(placement, arrow_id(i, k)));
    }
  }
  for (std::size_t i = 0; i < graph.outputs.size(); ++i) {
    const Node& output = graph.nodes[static_cast<std::size_t>(graph.outputs[i].node)];
    const std::string id = arrow_id(boxes.size(), i);
    text += arrow(output.layer, output_name(graph, i), id, output.shape, course(placement, id));
  }
  return text;
}

std::string head(const Graph& graph, const std::string& attributes, const GraphInks& inks) {
  const std::string family = "fontname=\"" + std::string(fonts) + "\"";
  return "digraph " + quoted(graph.name) + " {\n" +
         fmt::format("  graph [rankdir=TB, nodesep=0.5, ranksep=0.3, pad=0.25, bgcolor=\"{}\", {}{}];\n",
                     inks.paper, family, attributes) +
         fmt::format(
             "  node [shape=box, style=\"filled,rounded\", fontsize=12, fontcolor=\"#212529\", "
             "penwidth=1.2, height=0.3, margin=\"0.1,0.04\", {}];\n",
             family) +
         fmt::format("  edge [fontsize=10, fontcolor=\"{}\", color=\"{}\", arrowsize=0.7, {}];\n", inks.text,
                     inks.border, family);
}

}  // namespace

std::string output_name(const Graph& graph, std::size_t output) {
  return output == 0 ? "model output" : "model output " + graph.outputs[output].name;
}

std::string arrow_id(std::size_t box, std::size_t input) {
  return fmt::format("arrow{}.{}", box, input);
}

LabelSize stage_label_size(const std::vector<LayerBox>& boxes, std::size_t begin, std::size_t end) {
  const double name = 10.0 * static_cast<double>(shown_length(boxes[begin].stage));
  const double parameters = 5.8 * static_cast<double>(stage_parameters(boxes, begin, end).size());
  return {std::ceil(std::max(name, parameters)), 30};
}

std::string graph_to_dot(const Graph& graph, const GraphPlacement* placement, const GraphLook& look) {
  const GraphInks inks = graph_inks(look.dark);
  const std::vector<LayerBox> boxes = layer_boxes(graph, look.times);
  std::string text = head(graph, ", labelloc=t, label=" + title(graph, look.times, inks), inks) +
                     box_statements(boxes, placement, inks);
  for (std::size_t i = 0; i < graph.outputs.size(); ++i)
    text += "  " + output_terminal(graph, i, placement, inks);
  return text + arrows(graph, boxes, placement) + "}\n";
}

std::string column_to_dot(const Graph& graph, const std::vector<LayerBox>& boxes, std::size_t begin,
                          std::size_t end) {
  // Between stages there must be room for the frame and its label.
  const auto room = [&](std::size_t from, std::size_t to) {
    return boxes[from].stage == boxes[to].stage ? "" : ", minlen=2";
  };
  const int width = box_width(boxes);
  const GraphInks inks = graph_inks(false);  // places do not depend on colours
  std::string text = head(graph, "", inks);
  if (begin > 0) text += "  " + quoted(entry_name) + " [shape=point, width=0.01, height=0.01];\n";
  for (std::size_t i = begin; i < end; ++i) text += "  " + box_statement(boxes[i], width, nullptr, inks);
  for (std::size_t i = begin; i < end; ++i) {
    for (std::size_t k = 0; k < boxes[i].inputs.size(); ++k) {
      const std::size_t source = boxes[i].inputs[k];
      text += arrow(source < begin ? entry_name : boxes[source].layer, boxes[i].layer, arrow_id(i, k),
                    boxes[source].shape, room(source, i));
    }
  }
  for (std::size_t k = 0; k < graph.outputs.size(); ++k) {
    const Node& output = graph.nodes[static_cast<std::size_t>(graph.outputs[k].node)];
    for (std::size_t i = begin; i < end; ++i) {
      if (boxes[i].layer != output.layer) continue;
      text += "  " + output_terminal(graph, k, nullptr, inks) +
              arrow(output.layer, output_name(graph, k), arrow_id(boxes.size(), k), output.shape,
                    boxes[i].stage.empty() ? "" : ", minlen=2");
    }
  }
  return text + "}\n";
}

}  // namespace cae
