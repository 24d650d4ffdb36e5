#include "dsl/model/resolve.h"

#include <map>
#include <set>
#include <string>

#include "dsl/model/layer_names.h"
#include "dsl/model/value.h"
#include "framework/base/catalogue/blocks.h"
#include "framework/graph/operator.h"

namespace cae::dsl {
namespace {

namespace x3 = boost::spirit::x3;

class Resolver {
 public:
  Resolver(const SourceSet& sources, Meaning& meaning, Mistakes& mistakes)
      : sources_(sources), meaning_(meaning), mistakes_(mistakes) {
    const std::vector<std::string> words = reserved_words();
    reserved_.insert(words.begin(), words.end());
  }

  void resolve(const std::vector<SyntaxTree>& files) {
    for (const SyntaxTree& file : files) declare_blocks(file.model.statements);
    for (const SyntaxTree& file : files) bind_body(file.model.statements, file.model.span);
  }

 private:
  struct Level {
    Span extent;
    std::map<std::string_view, DefinitionId> names = {};
  };

  // Blocks can be used in all files, also before their definition.
  void declare_blocks(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (const auto* block = ast::as<ast::Block>(statement)) declare_block(block->name);
      // There it is not allowed, which is told once, not for each of its calls too.
      if (const auto* stage = ast::as<ast::Stage>(statement)) declare_blocks(stage->body.statements);
      const auto* broken = ast::as<ast::Broken>(statement);
      if (broken != nullptr && begins_with(*broken, "block")) declare_block(*broken->name);
    }
  }

  void declare_block(const ast::Name& name) {
    const std::string_view text = sources_.text(name.span);
    const auto [first, fresh] = blocks_.try_emplace(text, no_definition);
    if (!fresh) {
      mistakes_.add(
          catalogue::block_name_twice(place(name), text, sources_.place(meaning_[first->second].span)));
      return;
    }
    const Operator* op = find_operator(text);
    if (op != nullptr || text == "encoder" || text == "decoder") {
      mistakes_.add(catalogue::block_named_as_layer(place(name), text));
    }
    check_length(name);
    Span everywhere = name.span;
    everywhere.begin = 0;
    everywhere.end = static_cast<std::uint32_t>(sources_[name.span.file].text().size());
    first->second = meaning_.define({NameKind::block, std::string(text), name.span, everywhere});
  }

  void bind_body(const std::vector<ast::Statement>& statements, const Span& extent) {
    levels_.push_back({extent});
    bind_all(statements);
    levels_.pop_back();
  }

  // The definitions of the innermost level: all names first, so that a use before the definition can be told
  // from an unknown name.
  void bind_all(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (const auto* param = ast::as<ast::Param>(statement))
        declare(param->name, NameKind::param, param->span);
      if (const auto* let = ast::as<ast::Let>(statement)) declare(let->name, NameKind::let, let->span);
      if (const auto* broken = ast::as<ast::Broken>(statement)) declare_broken(*broken);
    }
    for (const ast::Statement& statement : statements) {
      if (mistakes_.enough()) return;
      boost::apply_visitor([this](const auto& part) { bind(part); }, statement);
    }
  }

  // `own` is what defines it: the name can be used behind that alone.
  DefinitionId declare(const ast::Name& name, NameKind kind, const Span& own) {
    const std::string_view text = sources_.text(name.span);
    const auto [first, fresh] = levels_.back().names.try_emplace(text, no_definition);
    if (!fresh) {
      const Definition& other = meaning_[first->second];
      mistakes_.add(catalogue::value_twice(place(name), text, noun(other.kind), sources_.place(other.span)));
      return no_definition;
    }
    if (reserved_.contains(text)) mistakes_.add(catalogue::reserved_value(place(name), text, noun(kind)));
    check_length(name);
    Span scope = levels_.back().extent;
    scope.begin = own.end;
    first->second = meaning_.define({kind, std::string(text), name.span, scope});
    return first->second;
  }

  void check_length(const ast::Name& name) {
    if (sources_.text(name.span).size() > max_name_length)
      mistakes_.add(catalogue::name_too_long(place(name), max_name_length));
  }

  bool begins_with(const ast::Broken& broken, std::string_view keyword) const {
    return broken.keyword && broken.name && sources_.text(broken.keyword->span) == keyword;
  }

  // A param whose line is broken is still defined, so that its uses are not mistakes too.
  void declare_broken(const ast::Broken& broken) {
    const bool param = begins_with(broken, "param");
    if (!param && !begins_with(broken, "let")) return;
    if (levels_.back().names.contains(sources_.text(broken.name->span))) return;
    defined_.insert(declare(*broken.name, param ? NameKind::param : NameKind::let, broken.span));
  }

  void bind(const ast::Broken&) {}
  void bind(const ast::Include&) {}
  void bind(const ast::Param& param) { bind_definition(param); }
  void bind(const ast::Let& let) { bind_definition(let); }

  void bind_definition(const auto& line) {
    const DefinitionId id = meaning_.defined_at(line.name.span);
    being_defined_ = id;
    bind(line.value);
    being_defined_ = no_definition;
    if (id != no_definition) defined_.insert(id);
  }

  void bind(const ast::Input& input) { bind(input.shape); }
  void bind(const ast::From& from) { bind(from.layer); }

  void bind(const ast::Layer& layer) {
    const auto block = blocks_.find(sources_.text(layer.kind.span));
    if (block != blocks_.end()) {
      meaning_.use(layer.kind.span, block->second);
    } else if (find_operator(sources_.text(layer.kind.span)) == nullptr) {
      bind_parameter(layer.kind);
    }
    for (const ast::Argument& argument : layer.arguments) bind(argument);
    for (const ast::Item& item : layer.items) {
      boost::apply_visitor([this](const auto& part) { bind(part); }, item);
    }
  }

  void bind(const x3::forward_ast<ast::Stage>& stage) { bind_inner(stage.get().body); }

  void bind(const x3::forward_ast<ast::Repeat>& forward) {
    const ast::Repeat& repeat = forward.get();
    bind(repeat.count);
    levels_.push_back({repeat.body.span});
    if (repeat.variable) defined_.insert(declare(*repeat.variable, NameKind::turn, repeat.variable->span));
    bind_all(repeat.body.statements);
    levels_.pop_back();
  }

  void bind(const x3::forward_ast<ast::Block>& forward) {
    const ast::Block& block = forward.get();
    levels_.push_back({block.span});
    for (const ast::Parameter& parameter : block.parameters) {
      if (parameter.fallback) bind(*parameter.fallback);
      defined_.insert(declare(parameter.name, NameKind::parameter, parameter.span));
    }
    bind_all(block.body.statements);
    levels_.pop_back();
  }

  void bind_inner(const ast::Body& body) { bind_body(body.statements, body.span); }

  void bind(const ast::Alias& alias) {
    if (alias.name.index) bind(*alias.name.index);
  }
  void bind(const ast::Option& option) { bind(option.value); }
  void bind(const ast::Argument& argument) {
    boost::apply_visitor([this](const auto& part) { bind(part); }, argument);
  }

  void bind(const ast::Value& value) {
    boost::apply_visitor([this](const auto& part) { bind(part); }, value);
  }
  void bind(const ast::Reference& reference) {
    if (reference.index) bind(*reference.index);
    if (!reference.index) bind(reference.name);
  }
  void bind(const ast::Function& function) {
    for (const ast::Expression& argument : function.arguments) bind(argument);
  }
  void bind(const ast::Call& call) {
    bind(call.name);
    for (const ast::Argument& argument : call.arguments) bind(argument);
  }
  void bind(const ast::Dimensions& dimensions) {
    bind(dimensions.first);
    for (const ast::Side& side : dimensions.rest) bind(side);
  }
  void bind(const ast::Side& side) {
    boost::apply_visitor([this](const auto& part) { bind(part); }, side);
  }

  template <class Part>
  void bind(const x3::forward_ast<Part>& part) {
    bind(part.get());
  }
  void bind(const ast::Expression& expression) {
    bind(expression.first);
    for (const ast::ProductTail& tail : expression.rest) bind(tail.product);
  }
  void bind(const ast::Product& product) {
    bind(product.first);
    for (const ast::FactorTail& tail : product.rest) bind(tail.factor);
  }
  void bind(const ast::Factor& factor) {
    boost::apply_visitor([this](const auto& operand) { bind(operand); }, factor.operand);
  }
  void bind(const ast::Number&) {}

  void bind(const ast::Name& name) {
    const std::string_view text = sources_.text(name.span);
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
      const auto found = level->names.find(text);
      if (found == level->names.end()) continue;
      meaning_.use(name.span, found->second);
      if (!defined_.contains(found->second)) {
        const Definition& definition = meaning_[found->second];
        const std::string_view what = noun(definition.kind);
        mistakes_.add(
            found->second == being_defined_
                ? catalogue::value_of_itself(place(name), text, what)
                : catalogue::value_used_too_early(place(name), text, what, sources_.place(definition.span)));
      }
      return;
    }
  }

  // A layer may be a parameter's word: `act`, which a call gives as relu.
  void bind_parameter(const ast::Name& kind) {
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
      const auto found = level->names.find(sources_.text(kind.span));
      if (found == level->names.end()) continue;
      if (meaning_[found->second].kind == NameKind::parameter) meaning_.use(kind.span, found->second);
      return;
    }
  }

  Place place(const ast::Name& name) const { return sources_.place(name.span); }

  const SourceSet& sources_;
  Meaning& meaning_;
  Mistakes& mistakes_;
  std::set<std::string, std::less<>> reserved_;
  std::map<std::string_view, DefinitionId> blocks_;
  std::vector<Level> levels_;
  std::set<DefinitionId> defined_;  // those on lines above
  DefinitionId being_defined_ = no_definition;
};

}  // namespace

void resolve_names(const std::vector<SyntaxTree>& files, const SourceSet& sources, Meaning& meaning,
                   Mistakes& mistakes) {
  Resolver(sources, meaning, mistakes).resolve(files);
}

}  // namespace cae::dsl
