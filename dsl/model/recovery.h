// What the grammar does beside matching: keep each node's source, note an error, and find where to go on.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <concepts>
#include <functional>
#include <string_view>

#include "dsl/model/grammar.h"

namespace cae::dsl::grammar {

namespace x3 = boost::spirit::x3;

struct TreeTag;  // the context's key for the SyntaxTree that errors go to

// The node's text without the comment and the blanks that the skipper may have passed behind it.
inline std::string_view trimmed(const char* first, const char* last) {
  std::string_view source(first, static_cast<std::size_t>(last - first));
  source = source.substr(0, source.find('#'));
  const std::size_t end = source.find_last_not_of(" \t\r\n");
  return source.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

struct KeepSource {
  template <class Iterator, class Node, class Context>
  void on_success(const Iterator& first, const Iterator& last, Node& node, const Context&) {
    if constexpr (std::derived_from<Node, ast::Located>) node.source = trimmed(first, last);
  }
};

// From the beginning of the statement that `at` is in, or just behind, to `at`.
std::string_view broken_statement(std::string_view text, const char* at);
// Past blanks and a comment, to the token that is wrong.
const char* wrong_token(const char* at, const char* last);
// Where to go on after a broken statement: its line's end, its ';' or the block's '}'. A '{' on the way is
// skipped with all that it encloses.
const char* end_of_broken(const char* at, const char* last, SyntaxTree& tree);
// Whether a word stands next: what begins otherwise is no model with a slip in it, but something else.
bool starts_a_word(const char* at, const char* last);
// After the '{' of a broken first line, or nullptr if it has none.
const char* after_open_brace(const char* at, const char* last);

inline constexpr std::size_t max_syntax_errors = 1000;

struct SkipStatement {
  template <class Iterator, class Context>
  x3::error_handler_result on_error(Iterator& first, const Iterator& last,
                                    const x3::expectation_failure<Iterator>& failure,
                                    const Context& context) {
    SyntaxTree& tree = x3::get<TreeTag>(context).get();
    const char* at = wrong_token(failure.where(), last);
    tree.errors.push_back({failure.which(), at, broken_statement(tree.text, at)});
    tree.gave_up = tree.errors.size() >= max_syntax_errors;
    first = tree.gave_up ? last : end_of_broken(at, last, tree);
    return x3::error_handler_result::accept;
  }
};

struct SkipHead {
  template <class Iterator, class Context>
  x3::error_handler_result on_error(Iterator& first, const Iterator& last,
                                    const x3::expectation_failure<Iterator>& failure,
                                    const Context& context) {
    SyntaxTree& tree = x3::get<TreeTag>(context).get();
    const char* at = wrong_token(failure.where(), last);
    tree.errors.push_back({failure.which(), at, {}});
    const bool slip = failure.which() != "'model'" || starts_a_word(at, last);
    const char* inside = slip ? after_open_brace(at, last) : nullptr;
    if (inside == nullptr) return x3::error_handler_result::fail;
    first = inside;
    return x3::error_handler_result::accept;
  }
};

}  // namespace cae::dsl::grammar
