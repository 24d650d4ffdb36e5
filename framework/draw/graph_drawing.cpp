#include "framework/draw/graph_drawing.h"

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/column_placement.h"
#include "framework/draw/graph_columns.h"
#include "framework/draw/picture_format.h"

namespace cae {
namespace {

// Dot's time grows faster than the number of layers; a drawing of more cannot be read anyway.
constexpr std::size_t most_layers = 1500;

Result<std::string> rendered(const Graph& graph, const std::vector<LayerBox>& boxes, const GraphLook& look,
                             const std::string& format) {
  const std::vector<std::size_t> columns = graph_columns(boxes);
  if (columns.back() == 0)
    return render_by_graphviz(graph_to_dot(graph, nullptr, look), Placing::automatic, format);
  const Result<GraphPlacement> placement = place_in_columns(graph, boxes, columns);
  if (!placement) return placement.diagnostics();
  return render_by_graphviz(graph_to_dot(graph, &*placement, look), Placing::given, format);
}

}  // namespace

Result<std::string> graph_picture(const Graph& graph, const std::string& format, const std::string& name,
                                  const GraphLook& look) {
  if (format == "dot") return graph_to_dot(graph, nullptr, look);
  const std::vector<LayerBox> boxes = layer_boxes(graph, look.times);
  if (boxes.size() > most_layers) return catalogue::too_many_layers_to_draw(name, boxes.size(), most_layers);
  return rendered(graph, boxes, look, format);
}

Status draw_graph(const Graph& graph, const std::string& path, const GraphLook& look,
                  const std::string& wanted) {
  const Result<std::string> format =
      wanted.empty() ? picture_format(path, {"svg", "png", "pdf", "dot"}) : wanted;
  if (!format) return format.diagnostics();
  const Result<std::string> picture = graph_picture(graph, *format, path, look);
  if (!picture) return picture.diagnostics();
  return write_file_atomically(path, *picture);
}

}  // namespace cae
