#include "dsl/model/expand.h"

#include <utility>

#include "dsl/model/layer_names.h"
#include "dsl/model/layer_words.h"
#include "dsl/model/params.h"
#include "framework/base/catalogue/model.h"

namespace cae::dsl {
namespace {

namespace x3 = boost::spirit::x3;

constexpr std::size_t max_layers = 10'000;

std::vector<std::string> kinds_of_layers() {
  std::vector<std::string> kinds;
  for (const Operator* op : all_operators()) {
    if (op->in_language()) kinds.emplace_back(op->kind());
  }
  return kinds;
}

class Expander {
 public:
  Expander(const SyntaxTree& tree, const SourceSet& sources, Meaning& meaning, Mistakes& mistakes)
      : tree_(tree),
        sources_(sources),
        meaning_(meaning),
        mistakes_(mistakes),
        params_(sources, meaning, mistakes),
        names_(sources, mistakes) {}

  Expansion expand(const ParameterValues& overrides) {
    params_.override_with(overrides, tree_.errors.empty());
    visit_all(tree_.model.statements);
    names_.check();
    return std::move(expansion_);
  }

 private:
  void visit_all(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (mistakes_.enough() || expansion_.layers.size() > max_layers) return;
      boost::apply_visitor([this](const auto& part) { visit(part); }, statement);
    }
  }

  void visit(const ast::Broken&) {
    names_.lose_count();
    expansion_.layers.push_back({});
  }

  void visit(const ast::Param& param) { params_.evaluate(param, expansion_.bindings); }

  void visit(const ast::Input& input) {
    if (expansion_.input == nullptr) expansion_.input = &input;
  }

  void visit(const ast::Layer& layer) {
    const Span& kind = layer.kind.span;
    if (expansion_.layers.size() == max_layers)
      mistakes_.add(catalogue::too_many_layers(sources_.place(kind), max_layers));
    const ast::Name* alias = alias_of(layer);
    const Span given = alias == nullptr ? Span{} : alias->span;
    const Operator* op = find_operator(sources_.text(kind));
    if (op == nullptr || !op->in_language()) {
      mistakes_.add(catalogue::unknown_layer(sources_.place(kind), sources_.text(kind), kinds_of_layers(),
                                             {"encoder", "decoder", "param", "input"}));
      names_.add_unknown(given);
      expansion_.layers.push_back({.written = &layer});
      return;
    }
    std::string name = names_.add(kind, given);
    meaning_.define({NameKind::layer, name, alias == nullptr ? kind : given, tree_.model.span});
    expansion_.layers.push_back({.written = &layer, .op = op, .name = std::move(name), .stage = stage_});
  }

  void visit(const x3::forward_ast<ast::Block>& block) {
    const std::string outer = std::exchange(stage_, std::string(sources_.text(block.get().name.span)));
    visit_all(block.get().statements);
    stage_ = outer;
  }

  const SyntaxTree& tree_;
  const SourceSet& sources_;
  Meaning& meaning_;
  Mistakes& mistakes_;
  Params params_;
  LayerNames names_;
  std::string stage_;
  Expansion expansion_;
};

}  // namespace

Expansion expand(const SyntaxTree& tree, const SourceSet& sources, const ParameterValues& overrides,
                 Meaning& meaning, Mistakes& mistakes) {
  return Expander(tree, sources, meaning, mistakes).expand(overrides);
}

}  // namespace cae::dsl
