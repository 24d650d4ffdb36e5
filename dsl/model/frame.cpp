#include "dsl/model/frame.h"

#include <map>
#include <string>
#include <utility>

#include "framework/base/catalogue/model.h"

namespace cae::dsl {
namespace {

namespace x3 = boost::spirit::x3;

class FrameCheck {
 public:
  FrameCheck(const SyntaxTree& tree, const SourceSet& sources, Mistakes& mistakes)
      : tree_(tree), sources_(sources), mistakes_(mistakes) {}

  void check() {
    visit_all(tree_.model.statements);
    const ast::Name& name = tree_.model.head.name;
    if (!tree_.model.closed) {
      if (!name.span.empty()) report_unclosed(tree_.model.head.open, "model " + std::string(text(name.span)));
    } else if (!tree_.rest.empty()) {
      Span end = tree_.model.span;
      end.begin = end.end - 1;
      mistakes_.add(catalogue::after_the_model(place(tree_.rest), place(end)));
    } else if (!name.span.empty()) {
      check_missing(place(name.span));
    }
  }

 private:
  void visit_all(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (mistakes_.enough()) return;
      boost::apply_visitor([this](const auto& part) { visit(part); }, statement);
    }
  }

  void visit(const ast::Broken&) { broken_ = true; }
  void visit(const ast::Layer&) { has_layers_ = true; }
  void visit(const ast::Param& param) { refuse_in_block(param.span, "a param"); }

  void visit(const ast::Input& input) {
    refuse_in_block(input.span, "the input");
    if (input_ != nullptr) {
      mistakes_.add(catalogue::input_twice(place(input.span), place(input_->span)));
      return;
    }
    input_ = &input;
    if (has_layers_ && !broken_) mistakes_.add(catalogue::input_too_late(place(input.span)));
  }

  void visit(const x3::forward_ast<ast::Block>& forward) {
    const ast::Block& block = forward.get();
    check_block(block);
    const ast::Block* const outer = std::exchange(block_, &block);
    visit_all(block.statements);
    block_ = outer;
    if (!block.closed) report_unclosed(block.open, std::string(text(block.name.span)));
  }

  void check_block(const ast::Block& block) {
    const std::string_view name = text(block.name.span);
    const Place here = place(block.name.span);
    if (name != "encoder" && name != "decoder") {
      mistakes_.add(catalogue::unknown_block(here, name));
    } else if (block_ != nullptr) {
      brace_missing_ = true;
      mistakes_.add(catalogue::block_in_block(here, name, text(block_->name.span), place(block_->name.span)));
    } else if (const auto [first, fresh] = blocks_.emplace(name, block.name.span); !fresh) {
      mistakes_.add(catalogue::block_twice(here, name, place(first->second)));
    }
  }

  // `statement` begins with the word that is the mistake.
  void refuse_in_block(const Span& statement, std::string_view what) {
    if (block_ == nullptr) return;
    const std::string_view written = text(statement);
    Span word = statement;
    word.end =
        word.begin + static_cast<std::uint32_t>(written.substr(0, written.find_first_of(" \t")).size());
    mistakes_.add(catalogue::only_outside_blocks(place(word), what, text(block_->name.span)));
  }

  void report_unclosed(const ast::Brace& open, const std::string& what) {
    if (tree_.gave_up || tree_.swallowed || brace_missing_) return;
    mistakes_.add(catalogue::never_closed(place(open.span), what));
  }

  void check_missing(const Place& model) {
    // What is missing may stand in a part that could not be read.
    if (broken_ || mistakes_.enough()) return;
    if (input_ == nullptr) {
      mistakes_.add(catalogue::no_input(model));
    } else if (!has_layers_) {
      mistakes_.add(catalogue::no_layers(model));
    }
  }

  std::string_view text(const Span& span) const { return sources_.text(span); }
  Place place(const Span& span) const { return sources_.place(span); }

  const SyntaxTree& tree_;
  const SourceSet& sources_;
  Mistakes& mistakes_;
  const ast::Input* input_ = nullptr;
  const ast::Block* block_ = nullptr;
  std::map<std::string_view, Span> blocks_;  // a block's name and where it stands first
  bool has_layers_ = false;
  bool broken_ = false;         // a statement could not be read at all
  bool brace_missing_ = false;  // has been said
};

}  // namespace

void check_frame(const SyntaxTree& tree, const SourceSet& sources, Mistakes& mistakes) {
  FrameCheck(tree, sources, mistakes).check();
}

}  // namespace cae::dsl
