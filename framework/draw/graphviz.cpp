#include "framework/draw/graphviz.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "framework/base/catalogue/draw.h"
#include "framework/base/sanitized.h"
#include "framework/base/utf8.h"

#if defined(CAE_ADDRESS_SANITIZED)
// These libraries keep memory until the program ends; LeakSanitizer must not report it.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libgvc\nleak:libcgraph\nleak:libcdt\nleak:libgvplugin\nleak:libpango\nleak:libcairo\nleak:"
         "libfontconfig\n"
         "leak:libglib\nleak:libexpat\n";
}
#endif

namespace cae {
namespace {

// Cairo's bitmaps have at most 32767 pixels a side.
constexpr double longest_side_pixels = 30000;
constexpr double usual_dots_per_inch = 96;
constexpr double points_per_inch = 72;

// Graphviz keeps its state and its error handler in globals.
std::mutex graphviz_in_use;
std::string graphviz_said;

int keep_message(char* message) {
  graphviz_said += message;
  return 0;
}

std::string reason_given() {
  const std::size_t end = graphviz_said.find_last_not_of(" \n") + 1;
  return end == 0 ? "it gives no reason" : visible(std::string_view(graphviz_said).substr(0, end), 300);
}

// Collects what Graphviz would print on standard error, for as long as it lives.
class MessagesKept {
 public:
  MessagesKept() : lock_(graphviz_in_use), level_(agseterr(AGERR)), handler_(agseterrf(keep_message)) {
    graphviz_said.clear();
  }
  ~MessagesKept() {
    agseterrf(handler_);
    agseterr(level_);
  }
  MessagesKept(const MessagesKept&) = delete;
  MessagesKept& operator=(const MessagesKept&) = delete;

 private:
  std::lock_guard<std::mutex> lock_;
  agerrlevel_t level_;
  agusererrf handler_;
};

// One context for the whole program: Graphviz 2.42's Pango plugin keeps the name of the last font by its
// address in the context, and would read it after the context is freed.
GVC_t* graphviz_context() {
  static GVC_t* const context = gvContext();
  return context;
}

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};

// A graph that has been read and laid out; everything is freed in the order that Graphviz requires.
class LaidOut {
 public:
  LaidOut(const std::string& dot, const char* engine) : context_(graphviz_context()) {
    if (context_ != nullptr) graph_.reset(agmemread(dot.c_str()));
    done_ = graph_ != nullptr && gvLayout(context_, graph_.get(), engine) == 0;
  }
  ~LaidOut() {
    if (done_) gvFreeLayout(context_, graph_.get());
  }
  LaidOut(const LaidOut&) = delete;
  LaidOut& operator=(const LaidOut&) = delete;

  bool readable() const { return graph_ != nullptr; }
  bool done() const { return done_; }
  GVC_t* context() const { return context_; }
  Agraph_t* graph() const { return graph_.get(); }

 private:
  MessagesKept messages_;
  GVC_t* context_;
  std::unique_ptr<Agraph_t, CloseGraph> graph_;
  bool done_ = false;
};

Diagnostic why_not_laid_out(const LaidOut& laid_out) {
  return laid_out.readable() ? catalogue::graphviz_cannot("lay out graphs", reason_given())
                             : catalogue::graphviz_failed(reason_given());
}

Point point(const pointf& p) {
  return {p.x, p.y};
}

PlacedArrow placed_arrow(Agedge_t* edge) {
  PlacedArrow arrow;
  if (const textlabel_t* label = ED_label(edge)) arrow.label = point(label->pos);
  const splines* curves = ED_spl(edge);
  if (curves == nullptr || curves->size == 0) return arrow;
  const bezier& curve = curves->list[0];
  for (int i = 0; i < curve.size; ++i) arrow.curve.push_back(point(curve.list[i]));
  arrow.tip = curve.eflag != 0 ? point(curve.ep) : arrow.curve.back();
  return arrow;
}

// A lower resolution where the picture would be larger than a bitmap can be.
void fit_into_bitmap(Agraph_t* graph) {
  const boxf bounds = GD_bb(graph);
  const double points =
      std::max({bounds.UR.x - bounds.LL.x, bounds.UR.y - bounds.LL.y, 1.0}) + points_per_inch;
  const double dots = std::min(usual_dots_per_inch, longest_side_pixels / points * points_per_inch);
  std::string name = "dpi";
  std::string value = std::to_string(dots);
  std::string none;
  agsafeset(graph, name.data(), value.data(), none.data());
}

}  // namespace

Result<PlacedGraph> place_by_graphviz(const std::string& dot) {
  const LaidOut laid_out(dot, "dot");
  if (!laid_out.done()) return why_not_laid_out(laid_out);
  Agraph_t* graph = laid_out.graph();
  PlacedGraph placed{.lower_left = point(GD_bb(graph).LL), .upper_right = point(GD_bb(graph).UR)};
  std::string id = "id";
  for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
    placed.nodes[agnameof(node)] = {point(ND_coord(node)), ND_lw(node) + ND_rw(node), ND_ht(node)};
    for (Agedge_t* edge = agfstout(graph, node); edge != nullptr; edge = agnxtout(graph, edge)) {
      if (const char* name = agget(edge, id.data())) placed.arrows[name] = placed_arrow(edge);
    }
  }
  return placed;
}

Result<std::string> render_by_graphviz(const std::string& dot, Placing placing, const std::string& format) {
  const LaidOut laid_out(dot, placing == Placing::given ? "nop2" : "dot");
  if (!laid_out.done()) return why_not_laid_out(laid_out);
  if (format == "png") fit_into_bitmap(laid_out.graph());
  char* data = nullptr;
  unsigned int length = 0;
  const int failure = gvRenderData(laid_out.context(), laid_out.graph(), format.c_str(), &data, &length);
  const std::unique_ptr<char, void (*)(char*)> owner(data, gvFreeRenderData);
  if (failure != 0 || data == nullptr || length == 0) {
    return catalogue::graphviz_cannot("draw " + format + " files", reason_given());
  }
  return std::string(data, length);
}

}  // namespace cae
