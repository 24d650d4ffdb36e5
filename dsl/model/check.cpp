#include "dsl/model/check.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "dsl/model/layer_names.h"
#include "dsl/model/layer_words.h"
#include "dsl/model/params.h"
#include "dsl/model/syntax_report.h"
#include "dsl/model/value.h"
#include "framework/base/catalogue/model.h"
#include "framework/graph/builder.h"

namespace cae::dsl {
namespace {

namespace x3 = boost::spirit::x3;

constexpr std::size_t max_layers = 10'000;
constexpr std::size_t longest_kept_line = 4096;

std::string byte_text(double bytes) {
  const char* const units[] = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < std::size(units)) {
    bytes /= 1000;
    ++unit;
  }
  char text[48];
  std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.3g %s", bytes, units[unit]);
  return text;
}

class Checker {
 public:
  Checker(const SyntaxTree& tree, const SourceText& source, Mistakes& mistakes)
      : tree_(tree),
        source_(source),
        mistakes_(mistakes),
        params_(source, mistakes),
        names_(source, mistakes) {
    for (const Operator* op : all_operators()) {
      if (op->in_language()) kinds_.emplace_back(op->kind());
    }
  }

  std::optional<Graph> check(const ParameterValues& overrides) {
    params_.declare(tree_.model.statements);
    for (const SyntaxError& error : tree_.errors) params_.declare_broken(error.statement);
    params_.override_with(overrides, tree_.errors.empty());
    visit_all(tree_.model.statements);
    check_frame();
    names_.check();
    if (mistakes_.any() || !builder_) return std::nullopt;
    Graph graph = std::move(*builder_).finish();
    check_memory(graph);
    if (mistakes_.any()) return std::nullopt;
    return graph;
  }

 private:
  void visit_all(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (mistakes_.too_many()) {
        mistakes_.not_all_counted();
        return;
      }
      if (layers_ > max_layers) return;
      boost::apply_visitor([this](const auto& part) { visit(part); }, statement);
    }
  }

  void visit(const ast::Broken&) {
    broken_ = true;
    ++layers_;
    names_.lose_count();
    shapes_known_ = false;
  }

  void visit(const ast::Param& param) {
    refuse_in_block(param.source, "a param");
    params_.define(param);
  }

  void visit(const ast::Input& input) {
    refuse_in_block(input.source, "the input");
    const Place place = source_.place(input.source);
    if (input_ != nullptr) {
      mistakes_.add(catalogue::input_twice(place, source_.place(input_->source)));
      return;
    }
    input_ = &input;
    if (layers_ > 0 && !broken_) mistakes_.add(catalogue::input_too_late(place));
    const std::optional<Shape> shape = input_shape(input.shape);
    if (!shape) return;
    if (!within_bounds(*shape)) {
      mistakes_.add(catalogue::image_too_large(source_.place(source_of(input.shape)), cae::to_string(*shape),
                                               max_dimension, max_elements));
      return;
    }
    builder_.emplace(std::string(tree_.model.name.source), *shape, kept_place(input.source));
  }

  // HxWxC, or one number for a flat row.
  std::optional<Shape> input_shape(const ast::Value& value) {
    AttributeSpec spec{.name = "input", .type = AttributeType::shape, .minimum = 1};
    const bool row = boost::get<ast::Expression>(&value.get()) != nullptr;
    if (row) spec.type = AttributeType::integer;
    const std::optional<AttributeValue> read = read_value(value, spec, params_.scope(), mistakes_);
    if (!read) return std::nullopt;
    return row ? Shape::row(std::get<std::int64_t>(*read)) : std::get<Shape>(*read);
  }

  void visit(const ast::Layer& layer) {
    if (++layers_ > max_layers) {
      mistakes_.add(catalogue::too_many_layers(source_.place(layer.kind.source), max_layers));
      return;
    }
    const std::string_view kind = layer.kind.source;
    const Operator* op = find_operator(kind);
    if (op == nullptr || !op->in_language()) {
      mistakes_.add(catalogue::unknown_layer(source_.place(kind), kind, kinds_,
                                             {"encoder", "decoder", "param", "input"}));
      names_.add_unknown(alias_of(layer));
      shapes_known_ = false;
      return;
    }
    LayerWords words = read_layer(layer, *op, params_.scope(), mistakes_);
    const std::string name = names_.add(kind, words.alias);
    if (!words.valid) shapes_known_ = false;
    if (!builder_ || !shapes_known_) return;
    const std::optional<ShapeProblem> problem = builder_->add({.kind = std::string(kind),
                                                               .attributes = std::move(words.attributes),
                                                               .name = name,
                                                               .stage = stage_,
                                                               .place = kept_place(kind)});
    if (!problem) return;
    shapes_known_ = false;
    const auto written = words.written.find(problem->attribute);
    const Node& before = builder_->graph().nodes.back();
    const std::string arriving = cae::to_string(before.shape);
    Place producer = before.place;
    producer.source_line.clear();
    mistakes_.add(
        catalogue::shape_mismatch(source_.place(written == words.written.end() ? kind : written->second),
                                  arriving, name, problem->reason, problem->needed, problem->help,
                                  {std::move(producer), catalogue::gives_shape(before.layer, arriving)}));
  }

  void visit(const x3::forward_ast<ast::Block>& forward) { visit(forward.get()); }

  void visit(const ast::Block& block) {
    const std::string_view name = block.name.source;
    const Place place = source_.place(name);
    if (name != "encoder" && name != "decoder") {
      mistakes_.add(catalogue::unknown_block(place, name));
    } else if (block_ != nullptr) {
      brace_missing_ = true;
      mistakes_.add(
          catalogue::block_in_block(place, name, block_->name.source, source_.place(block_->name.source)));
    } else if (const auto [first, fresh] = blocks_.emplace(name, name); !fresh) {
      mistakes_.add(catalogue::block_twice(place, name, source_.place(first->second)));
    }
    const ast::Block* const outer = std::exchange(block_, &block);
    const std::string outer_stage = std::exchange(stage_, std::string(name));
    visit_all(block.statements);
    block_ = outer;
    stage_ = outer_stage;
    if (!block.closed) report_unclosed(name, std::string(name));
  }

  void refuse_in_block(std::string_view source, std::string_view what) {
    if (block_ == nullptr) return;
    const std::string_view word = source.substr(0, source.find_first_of(" \t"));
    mistakes_.add(catalogue::only_outside_blocks(source_.place(word), what, block_->name.source));
  }

  // `name` stands before the brace of `what`.
  void report_unclosed(std::string_view name, const std::string& what) {
    if (tree_.gave_up || tree_.swallowed || brace_missing_) return;
    const char* const last = source_.text().data() + source_.text().size();
    const char* const brace = std::find(name.data(), last, '{');
    mistakes_.add(catalogue::never_closed(source_.place(brace), what));
  }

  void check_frame() {
    const ast::Model& model = tree_.model;
    if (model.closed) {
      check_end();
    } else if (!model.name.source.empty()) {
      report_unclosed(model.name.source, "model " + std::string(model.name.source));
    }
    // What is missing may stand in a part that could not be read.
    if (broken_ || model.name.source.empty() || !model.closed || ends_early_ || layers_ > max_layers ||
        mistakes_.too_many())
      return;
    const Place place = source_.place(model.name.source);
    if (input_ == nullptr) {
      mistakes_.add(catalogue::no_input(place));
    } else if (layers_ == 0) {
      mistakes_.add(catalogue::no_layers(place));
    }
  }

  void check_end() {
    const char* at = tree_.model_end;
    const char* const last = source_.text().data() + source_.text().size();
    while (at != last &&
           (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n' || *at == ';' || *at == '#')) {
      at = *at == '#' ? std::find(at, last, '\n') : at + 1;
    }
    if (at == last) return;
    ends_early_ = true;
    mistakes_.add(
        catalogue::after_the_model(source_.place(token_at(at, source_)), source_.place(tree_.model_end - 1)));
  }

  void check_memory(const Graph& graph) {
    const double bytes = estimated_training_bytes(graph, 1);
    if (bytes <= available_memory_bytes()) return;
    const Node* largest = &graph.nodes.front();
    double most = 0;
    for (const Node& node : graph.nodes) {
      Graph alone;
      alone.nodes.push_back(node);
      const double size = estimated_training_bytes(alone, 1);
      if (size <= most) continue;
      most = size;
      largest = &node;
    }
    Place where = largest->place;
    where.source_line.clear();
    mistakes_.add(catalogue::not_enough_memory_for_model(source_.place(tree_.model.name.source), graph.name,
                                                         byte_text(bytes), largest->layer, byte_text(most),
                                                         std::move(where)));
  }

  // A place that outlives the text, for messages of later stages.
  Place kept_place(std::string_view source) const {
    Place place = source_.place(source);
    const std::string_view line = source_.line(place);
    if (line.size() <= longest_kept_line) place.source_line = line;
    return place;
  }

  const SyntaxTree& tree_;
  const SourceText& source_;
  Mistakes& mistakes_;
  Params params_;
  LayerNames names_;
  std::vector<std::string> kinds_;
  std::optional<GraphBuilder> builder_;
  const ast::Input* input_ = nullptr;
  const ast::Block* block_ = nullptr;
  std::map<std::string_view, std::string_view> blocks_;  // a block's name and where it stands first
  std::string stage_;
  std::size_t layers_ = 0;
  bool broken_ = false;         // a statement could not be read at all
  bool shapes_known_ = true;    // false: a layer before is wrong, so what arrives is unknown
  bool ends_early_ = false;     // something stands after the model's '}'
  bool brace_missing_ = false;  // has been said
};

}  // namespace

std::vector<ModelParameter> read_parameters(const ast::Model& model, const SourceText& source,
                                            Mistakes& mistakes) {
  Params params(source, mistakes);
  params.declare(model.statements);
  for (const ast::Statement& statement : model.statements) {
    if (const auto* param = boost::get<ast::Param>(&statement.get())) params.define(*param);
  }
  return params.written();
}

std::optional<Graph> check_model(const SyntaxTree& tree, const SourceText& source,
                                 const ParameterValues& overrides, Mistakes& mistakes) {
  return Checker(tree, source, mistakes).check(overrides);
}

}  // namespace cae::dsl
