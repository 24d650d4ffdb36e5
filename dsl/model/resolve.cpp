#include "dsl/model/resolve.h"

#include <map>
#include <set>
#include <string>

#include "dsl/model/layer_names.h"
#include "dsl/model/value.h"
#include "framework/base/catalogue/model.h"

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

  void resolve(const ast::Model& model) {
    scope_ = model.span;
    declare(model.statements);
    bind_all(model.statements);
  }

 private:
  // Every name first, so that a use before the definition can be told from an unknown name.
  void declare(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (const auto* param = boost::get<ast::Param>(&statement.get())) {
        declare(param->name);
      } else if (const auto* broken = boost::get<ast::Broken>(&statement.get())) {
        declare_broken(*broken);
      } else if (const ast::Block* block = ast::as_block(statement)) {
        declare(block->statements);
      }
    }
  }

  void declare(const ast::Name& name) {
    const std::string_view text = sources_.text(name.span);
    const auto [place, fresh] = visible_.try_emplace(text, no_definition);
    if (!fresh) return;
    place->second = meaning_.define({NameKind::param, std::string(text), name.span, scope_});
  }

  // A param whose own line is broken has a name all the same, so that its uses are not mistakes too.
  void declare_broken(const ast::Broken& broken) {
    if (!broken.keyword || !broken.name || sources_.text(broken.keyword->span) != "param") return;
    declare(*broken.name);
    defined_.insert(visible_.find(sources_.text(broken.name->span))->second);
  }

  void bind_all(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (mistakes_.enough()) return;
      boost::apply_visitor([this](const auto& part) { bind(part); }, statement);
    }
  }

  void bind(const ast::Broken&) {}

  void bind(const ast::Param& param) {
    bind(param.value);
    const std::string_view text = sources_.text(param.name.span);
    const DefinitionId id = visible_.find(text)->second;
    const Span& first = meaning_.definitions()[static_cast<std::size_t>(id)].span;
    if (first != param.name.span) {
      mistakes_.add(catalogue::param_twice(place(param.name), text, sources_.place(first)));
      return;
    }
    if (reserved_.contains(text)) mistakes_.add(catalogue::reserved_param(place(param.name), text));
    if (text.size() > max_name_length)
      mistakes_.add(catalogue::name_too_long(place(param.name), max_name_length));
    defined_.insert(id);
  }

  void bind(const ast::Input& input) { bind(input.shape); }

  void bind(const ast::Layer& layer) {
    for (const ast::Argument& argument : layer.arguments) bind(argument);
    for (const ast::Item& item : layer.items) {
      boost::apply_visitor([this](const auto& part) { bind(part); }, item);
    }
  }

  void bind(const x3::forward_ast<ast::Block>& block) { bind_all(block.get().statements); }

  void bind(const ast::Alias&) {}
  void bind(const ast::Option& option) { bind(option.value); }
  void bind(const ast::Argument& argument) {
    boost::apply_visitor([this](const auto& part) { bind(part); }, argument);
  }

  void bind(const ast::Value& value) {
    boost::apply_visitor([this](const auto& part) { bind(part); }, value);
  }
  void bind(const x3::forward_ast<ast::Call>& call) {
    bind(call.get().name);
    for (const ast::Argument& argument : call.get().arguments) bind(argument);
  }
  void bind(const ast::Dimensions& dimensions) {
    bind(dimensions.first);
    for (const ast::Side& side : dimensions.rest) bind(side);
  }
  void bind(const ast::Side& side) {
    boost::apply_visitor([this](const auto& part) { bind(part); }, side);
  }

  void bind(const x3::forward_ast<ast::Expression>& expression) { bind(expression.get()); }
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
    const auto found = visible_.find(text);
    if (found == visible_.end()) return;
    meaning_.use(name.span, found->second);
    if (defined_.contains(found->second)) return;
    const Span& definition = meaning_.definitions()[static_cast<std::size_t>(found->second)].span;
    mistakes_.add(catalogue::param_used_too_early(place(name), text, sources_.place(definition)));
  }

  Place place(const ast::Name& name) const { return sources_.place(name.span); }

  const SourceSet& sources_;
  Meaning& meaning_;
  Mistakes& mistakes_;
  std::set<std::string, std::less<>> reserved_;
  Span scope_;
  std::map<std::string_view, DefinitionId> visible_;
  std::set<DefinitionId> defined_;  // whose line is above
};

}  // namespace

void resolve_names(const ast::Model& model, const SourceSet& sources, Meaning& meaning, Mistakes& mistakes) {
  Resolver(sources, meaning, mistakes).resolve(model);
}

}  // namespace cae::dsl
