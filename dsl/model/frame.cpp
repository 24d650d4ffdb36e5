#include "dsl/model/frame.h"

#include <algorithm>
#include <map>
#include <string>

#include "framework/base/catalogue/blocks.h"

namespace cae::dsl {
namespace {

namespace x3 = boost::spirit::x3;

class FrameCheck {
 public:
  FrameCheck(const SyntaxTree& tree, const SourceSet& sources, Mistakes& mistakes)
      : tree_(tree), sources_(sources), mistakes_(mistakes) {}

  void check_model() {
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

  void check_library() {
    for (const ast::Statement& statement : tree_.model.statements) {
      const bool allowed = ast::as<ast::Block>(statement) != nullptr ||
                           ast::as<ast::Include>(statement) != nullptr ||
                           ast::as<ast::Broken>(statement) != nullptr;
      if (!allowed) {
        mistakes_.add(catalogue::only_blocks_included(place(first_word(span_of(statement)))));
        return;  // the rest of it will not be a block either
      }
    }
    visit_all(tree_.model.statements);
  }

 private:
  // What encloses a line.
  struct Outer {
    Span name;  // of its first word, or of its name
    bool block = false;
  };

  void visit_all(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (mistakes_.enough()) return;
      boost::apply_visitor([this](const auto& part) { visit(part); }, statement);
    }
  }

  void visit(const ast::Broken&) { broken_ = true; }
  void visit(const ast::Layer&) { has_layers_ = has_layers_ || !in_block(); }
  void visit(const ast::Param& param) { refuse_inside(param.span, "a param"); }
  void visit(const ast::Include& include) { refuse_inside(include.span, "an include"); }
  void visit(const ast::Let&) {}
  void visit(const ast::From&) {}

  void visit(const ast::Input& input) {
    if (in_block()) {
      mistakes_.add(catalogue::input_inside_block(place(first_word(input.span)), text(outer_.front().name)));
      return;
    }
    refuse_inside(input.span, "the input");
    if (input_ != nullptr) {
      mistakes_.add(catalogue::input_twice(place(input.span), place(input_->span)));
      return;
    }
    input_ = &input;
    if (has_layers_ && !broken_) mistakes_.add(catalogue::input_too_late(place(input.span)));
  }

  void visit(const x3::forward_ast<ast::Stage>& forward) {
    const ast::Stage& stage = forward.get();
    check_stage(stage.name);
    visit_body(stage.body, {stage.name.span});
  }

  void visit(const x3::forward_ast<ast::Block>& forward) {
    const ast::Block& block = forward.get();
    refuse_inside(block.span, "a block");
    visit_body(block.body, {block.name.span, true});
  }

  void visit(const x3::forward_ast<ast::Repeat>& forward) {
    const ast::Repeat& repeat = forward.get();
    visit_body(repeat.body, {first_word(repeat.span)});
  }

  void visit_body(const ast::Body& body, const Outer& outer) {
    outer_.push_back(outer);
    visit_all(body.statements);
    outer_.pop_back();
    if (!body.closed) report_unclosed(body.open, std::string(text(outer.name)));
  }

  void check_stage(const ast::Name& stage) {
    const std::string_view name = text(stage.span);
    const Place here = place(stage.span);
    if (name != "encoder" && name != "decoder") {
      mistakes_.add(catalogue::unknown_block(here, name));
    } else if (!outer_.empty()) {
      const Span& around = outer_.back().name;
      brace_missing_ = true;
      mistakes_.add(catalogue::block_in_block(here, name, text(around), place(around)));
    } else if (const auto [first, fresh] = stages_.emplace(name, stage.span); !fresh) {
      mistakes_.add(catalogue::block_twice(here, name, place(first->second)));
    }
  }

  bool in_block() const { return !outer_.empty() && outer_.front().block; }

  // `statement` begins with the word that is the mistake.
  void refuse_inside(const Span& statement, std::string_view what) {
    if (outer_.empty()) return;
    mistakes_.add(
        catalogue::only_outside_blocks(place(first_word(statement)), what, text(outer_.front().name)));
  }

  Span first_word(Span statement) const {
    const std::string_view written = text(statement);
    const std::size_t length = written.substr(0, written.find_first_of(" \t\r\n{(=\"")).size();
    statement.end = statement.begin + static_cast<std::uint32_t>(std::max<std::size_t>(length, 1));
    return statement;
  }

  static Span span_of(const ast::Statement& statement) {
    return boost::apply_visitor([](const auto& part) { return span_of_part(part); }, statement);
  }
  static Span span_of_part(const ast::Located& part) { return part.span; }
  template <class Part>
  static Span span_of_part(const x3::forward_ast<Part>& part) {
    return part.get().span;
  }

  void report_unclosed(const ast::Brace& open, const std::string& what) {
    if (tree_.gave_up || tree_.swallowed || brace_missing_) return;
    mistakes_.add(catalogue::never_closed(place(open.span), what));
  }

  void check_missing(const Place& model) {
    // What is missing may be in a part that could not be read.
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
  std::vector<Outer> outer_;
  std::map<std::string_view, Span> stages_;  // a stage's name and its first place
  bool has_layers_ = false;
  bool broken_ = false;         // a statement could not be read at all
  bool brace_missing_ = false;  // already reported
};

}  // namespace

void check_frame(const Program& program, Mistakes& mistakes) {
  for (std::size_t i = 0; i < program.files.size(); ++i) {
    if (!program.files[i].has_model) continue;
    FrameCheck check(program.files[i], *program.sources, mistakes);
    if (i == 0) {
      check.check_model();
    } else {
      check.check_library();
    }
  }
}

}  // namespace cae::dsl
