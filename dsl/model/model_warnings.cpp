#include "dsl/model/model_warnings.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "framework/base/catalogue/blocks.h"
#include "framework/base/catalogue/model_warnings.h"
#include "framework/graph/decoder.h"
#include "framework/graph/operator.h"

namespace cae::dsl {
namespace {

class GraphWarnings {
 public:
  GraphWarnings(const Graph& graph, const Meaning& meaning) : graph_(graph), readers_(graph.nodes.size()) {
    for (const GivenLayer& layer : meaning.layers()) known_as_.emplace(layer.name, layer.known_as);
    for (NodeId id = 0; id < count(); ++id) {
      for (const NodeId input : node(id).inputs) readers_[static_cast<std::size_t>(input)].push_back(id);
    }
    find_what_counts();
  }

  Diagnostics find() {
    for (NodeId id = 1; id < count(); ++id) {
      check_reader(id);
      check_bias(id);
      check_norm(id);
      check_total_correlation(id);
    }
    check_code();
    return std::move(found_);
  }

 private:
  NodeId count() const { return static_cast<NodeId>(graph_.nodes.size()); }
  const Node& node(NodeId id) const { return graph_.nodes[static_cast<std::size_t>(id)]; }
  const std::vector<NodeId>& readers(NodeId id) const { return readers_[static_cast<std::size_t>(id)]; }
  bool counts(NodeId id) const { return counts_[static_cast<std::size_t>(id)]; }
  static bool has_terms(const Node& node) {
    return !find_operator(node.kind)->terms(node.attributes).empty();
  }

  // With the way through calls and repetitions to the node's line.
  void add(Diagnostic warning, NodeId id) {
    warning.notes = node(id).trace;
    found_.push_back(std::move(warning));
  }

  // The nodes on which what is minimised depends.
  void find_what_counts() {
    counts_.assign(graph_.nodes.size(), false);
    for (const Output& output : graph_.outputs) counts_[static_cast<std::size_t>(output.node)] = true;
    for (NodeId id = count() - 1; id >= 0; --id) {
      const bool own = has_terms(node(id));
      if (own) counts_[static_cast<std::size_t>(id)] = true;
      if (!counts(id)) continue;
      for (const NodeId input : node(id).inputs) counts_[static_cast<std::size_t>(input)] = true;
    }
  }

  // A branch that ends in nothing is told once at its end, and once at its beginning if something there
  // learns.
  void check_reader(NodeId id) {
    if (counts(id)) return;
    if (readers(id).empty() && id != graph_.code) add_unread(id);
    const std::vector<NodeId>& inputs = node(id).inputs;
    const bool begins = std::all_of(inputs.begin(), inputs.end(),
                                    [&](NodeId input) { return input == graph_.input || counts(input); });
    if (begins && !node(id).parameters.empty() && !readers(id).empty())
      add(catalogue::learns_nothing(node(id).place, node(id).layer), id);
  }

  void add_unread(NodeId id) {
    const bool inside = known_as(id).empty();
    add(catalogue::nobody_reads(node(id).place, node(id).layer, inside ? "" : lines_of_output(id),
                                inside ? "another line of its block" : "a layer"),
        id);
  }

  // The name by which lines of the model itself know a layer; "" if it is inside a call.
  std::string known_as(NodeId id) const {
    const auto found = known_as_.find(node(id).layer);
    return found == known_as_.end() || found->second.find('.') != std::string::npos ? "" : found->second;
  }

  // What makes a layer an output, "'output extra'"; "" if it has the form of none.
  std::string lines_of_output(NodeId id) const {
    const Output& first = graph_.outputs.front();
    const bool as_image = node(id).shape == node(first.node).shape;
    if (!as_image && !node(id).shape.flat) return "";
    const std::string line = "'output " + known_as(id) + (as_image ? "'" : " target=labels'");
    // Without such lines the last layer is the output, and needs one then.
    const auto begin = [](const Place& place) { return std::tie(place.file, place.line, place.column); };
    const bool chosen = begin(first.place) != begin(node(first.node).place);
    return chosen ? line : "'output " + known_as(first.node) + "' and " + line;
  }

  void check_bias(NodeId id) {
    const Node& layer = node(id);
    if (!layer.attributes.has("bias") || !layer.attributes.boolean("bias")) return;
    if (readers(id).size() != 1 || graph_.is_output(id)) return;
    const Node& reader = node(readers(id).front());
    if (reader.kind != "bn") return;
    const bool mirrored = std::any_of(layer.trace.begin(), layer.trace.end(),
                                      [](const Note& note) { return note.text == catalogue::undoes_this(); });
    add(catalogue::bias_before_norm(layer.place, layer.layer, reader.layer, mirrored), id);
  }

  // The node whose numbers a node gives in another shape, or itself.
  NodeId before_reshapes(NodeId id) const {
    while (node(id).kind == "flatten" || node(id).kind == "reshape") id = node(id).inputs[0];
    return id;
  }

  // Behind the code, or as its last layer.
  void check_norm(NodeId id) {
    if (node(id).kind != "bn" || graph_.code == no_node) return;
    const NodeId source = before_reshapes(node(id).inputs[0]);
    const NodeId code = before_reshapes(graph_.code);
    if (node(source).kind != "relu" || (code != source && code != id)) return;
    add(catalogue::norm_of_relu_code(node(id).place, node(id).layer, node(graph_.code).layer), id);
  }

  void check_total_correlation(NodeId id) {
    const Node& layer = node(id);
    if (layer.attributes.has("tc") && layer.attributes.number("tc") != 1.0 && layer.shape.elements() == 1)
      add(catalogue::correlation_of_one_number(layer.place, layer.layer), id);
  }

  void check_code() {
    if (graph_.code == no_node || graph_.code == graph_.reconstruction()) return;
    const Node& code = node(graph_.code);
    if (!decodes_its_code(graph_)) {
      add(catalogue::undecoded_code(code.place, code.layer, node(graph_.reconstruction()).layer,
                                    known_as(graph_.code)),
          graph_.code);
      return;
    }
    if (graph_.is_output(graph_.code)) return;
    const std::int64_t input = node(graph_.input).shape.elements();
    // By a term, or because it cannot see all of its input.
    const bool held_back = std::any_of(graph_.nodes.begin(), graph_.nodes.end(), [](const Node& one) {
      return has_terms(one) || one.kind == "noise" || one.kind == "dropout";
    });
    if (code.shape.elements() < input || held_back) return;
    add(catalogue::code_as_wide_as_input(code.place, code.layer, code.shape.elements(), input), graph_.code);
  }

  const Graph& graph_;
  std::vector<std::vector<NodeId>> readers_;
  std::vector<bool> counts_;
  std::unordered_map<std::string_view, std::string> known_as_;  // by layer
  Diagnostics found_;
};

// Params, lets and the model's own blocks. Those of an included file are there for other models too.
Diagnostics unused_names(const SourceSet& sources, const Meaning& meaning) {
  std::set<DefinitionId> used;
  for (const Use& use : meaning.uses()) used.insert(use.definition);
  Diagnostics found;
  const std::vector<Definition>& definitions = meaning.definitions();
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const Definition& one = definitions[i];
    const bool named_here =
        one.kind == NameKind::param || one.kind == NameKind::let || one.kind == NameKind::block;
    if (!named_here || one.span.file != 0 || used.contains(static_cast<DefinitionId>(i))) continue;
    found.push_back(catalogue::never_used(sources.place(one.span), noun(one.kind), one.name));
  }
  return found;
}

// "... # allow W204 W202": whether the comment on a line names this code.
bool allows(std::string_view line, const std::string& code) {
  const std::size_t comment = line.find('#');
  if (comment == std::string_view::npos) return false;
  const std::size_t allow = line.find("allow ", comment);
  return allow != std::string_view::npos && line.find(code, allow) != std::string_view::npos;
}

// On its own line, or on that of a call or a repeat that led to it.
bool is_allowed(const Diagnostic& warning, const SourceSet& sources) {
  return allows(sources.line(warning.place), warning.code) ||
         std::any_of(warning.notes.begin(), warning.notes.end(),
                     [&](const Note& note) { return allows(sources.line(note.place), warning.code); });
}

}  // namespace

Diagnostics model_warnings(const Program& program, const Meaning& meaning, const Graph& graph) {
  Diagnostics found = GraphWarnings(graph, meaning).find();
  for (Diagnostic& unused : unused_names(*program.sources, meaning)) found.push_back(std::move(unused));
  program.sources->quote(found);
  std::erase_if(found, [&](const Diagnostic& warning) { return is_allowed(warning, *program.sources); });
  for (Diagnostic& warning : found) warning.notes = shortened(std::move(warning.notes));
  const auto key = [](const Diagnostic& warning) {
    return std::tuple(warning.place.file, warning.place.line, warning.place.column, warning.code);
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  // A line of a block or a repeat stands for many layers.
  const auto same = [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace cae::dsl
