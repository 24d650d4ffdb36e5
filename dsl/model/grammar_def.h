// The grammar, as docs/language.md has it. `>>` is "then, perhaps", `>` is "then, or it is an error".
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "dsl/model/ast_adapted.h"
#include "dsl/model/recovery.h"

namespace cae::dsl::grammar {

namespace x3 = boost::spirit::x3;
using x3::char_;
using x3::eoi;
using x3::eol;
using x3::eps;
using x3::lexeme;
using x3::lit;
using x3::matches;
using x3::no_skip;
using x3::omit;

// Blanks and comments stand between any two tokens; the end of a line is a token of its own.
const auto blank = char_(" \t\r") | ('#' >> *(char_ - '\n'));

// --- rules: an AST node each, a name that error messages use, and the source it was read from
// ---------------------
struct NameTag : KeepSource {};
struct LabelTag : KeepSource {};
struct NumberTag : KeepSource {};
struct WholeTag : KeepSource {};
struct FactorTag : KeepSource {};
struct ProductTag : KeepSource {};
struct ExpressionTag : KeepSource {};
struct DimensionsTag : KeepSource {};
struct CallTag : KeepSource {};
struct OptionTag : KeepSource {};
struct AliasTag : KeepSource {};
struct LayerTag : KeepSource {};
struct ParamTag : KeepSource {};
struct InputTag : KeepSource {};
struct BlockTag : KeepSource {};
struct StatementTag : SkipStatement {};
struct HeadTag : SkipHead {};

const x3::rule<NameTag, ast::Name> name = "a name";
const x3::rule<LabelTag, ast::Name> label = "the model's name";
const x3::rule<NumberTag, ast::Number> number = "a number";
const x3::rule<WholeTag, ast::Number> whole = "a whole number";
const x3::rule<class OperandTag, ast::Operand> operand = "a number, a param or '('";
const x3::rule<FactorTag, ast::Factor> factor = "a number, a param or '('";
const x3::rule<ProductTag, ast::Product> product = "a number, a param or '('";
const x3::rule<ExpressionTag, ast::Expression> expression = "a number, a param or '('";
const x3::rule<class SideTag, ast::Side> side = "a whole number, a param or '(' right after the 'x'";
const x3::rule<DimensionsTag, ast::Dimensions> dimensions = "sizes like 28x28x1";
const x3::rule<CallTag, ast::Call> call = "a word with arguments";
const x3::rule<class ValueTag, ast::Value> value = "a value";
const x3::rule<OptionTag, ast::Option> option = "an option";
const x3::rule<class ArgumentTag, ast::Argument> argument = "an argument";
const x3::rule<class ArgumentsTag, std::vector<ast::Argument>> arguments = "arguments";
const x3::rule<AliasTag, ast::Alias> alias = "as NAME";
const x3::rule<class ItemTag, ast::Item> item = "a word, a number or an option";
const x3::rule<LayerTag, ast::Layer> layer = "a layer";
const x3::rule<ParamTag, ast::Param> param = "a param";
const x3::rule<InputTag, ast::Input> input = "an input";
const x3::rule<BlockTag, ast::Block> block = "a block";
const x3::rule<class StatementsTag, std::vector<ast::Statement>> statements = "statements";
const x3::rule<StatementTag, ast::Statement> statement = "a statement";
const x3::rule<HeadTag, ast::Name> head = "the model's first line";
const x3::rule<class ModelTag, ast::Model> model = "a model";

// Tokens whose absence is an error, by the words that the error uses.
const x3::rule<class EqualsTag> equals = "'='";
const x3::rule<class CloseTag> close = "')'";
const x3::rule<class CommaOrCloseTag> comma_or_close = "',' or ')'";
const x3::rule<class OpenBraceTag> open_brace = "'{'";
const x3::rule<class GapTag> gap = "a blank";
const x3::rule<class EndTag> end_of_statement = "the end of the line";
const x3::rule<class EndOfLayerTag> end_of_layer = "a word, a number, key=value or the end of the line";
const x3::rule<class ModelWordTag> model_word = "'model'";
const x3::rule<class AnyStatementTag, ast::Statement> any_statement = "a layer, a param, an input or a block";

// --- tokens
// --------------------------------------------------------------------------------------------------------
const auto letter = char_("A-Za-z_");
const auto name_rest = char_("A-Za-z0-9_");
const auto digits = +char_("0-9");
const auto keyword = [](const char* word) { return lexeme[lit(word) >> !name_rest]; };

const auto name_def = omit[lexeme[letter >> *name_rest]];
// A model's own name may hold dashes, as its file's name does.
const auto label_def = omit[lexeme[letter >> *(name_rest | char_('-'))]];
const auto number_def = omit[lexeme[((digits >> -('.' >> digits)) | ('.' >> digits)) >>
                                    -(char_("eE") >> -char_("+-") >> digits) >> !(name_rest | '.')]];
const auto whole_def = omit[lexeme[digits]];

const auto equals_def = lit('=');
const auto close_def = lit(')');
const auto comma_or_close_def = &(lit(',') | ')');
const auto open_brace_def = lit('{');
const auto gap_def = no_skip[!(name_rest | '.')];
const auto end_of_statement_def = &(eol | ';' | '}') | eoi;
const auto end_of_layer_def = &(eol | ';' | '}') | eoi;
const auto model_word_def = keyword("model");

// --- expressions
// ---------------------------------------------------------------------------------------------------
const auto operand_def = number | name | ('(' > expression > close);
const auto factor_def = *char_('-') >> operand;
const auto product_def = factor >> *(char_("*/") > factor);
const auto expression_def = product >> *(char_("+-") > product);

// --- values
// --------------------------------------------------------------------------------------------------------
const auto side_def = whole | name | ('(' > expression > close);
const auto first_side = whole | ('(' > expression > close);
const auto dimensions_def = first_side >> +(no_skip['x'] > side) > gap;
const auto arguments_def = ')' | ((argument > comma_or_close) % ',' > close);
const auto call_def = name >> (no_skip['('] | ('(' >> &(name >> '='))) > arguments;
const auto value_def = dimensions | call | expression;
const auto option_def = name >> '=' > value;
const auto argument_def = option | value;
const auto alias_def = keyword("as") > name;
const auto item_def = option | alias | value;

// --- statements
// ----------------------------------------------------------------------------------------------------
const auto layer_arguments = (no_skip['('] | ('(' >> &(name >> '='))) > arguments;
const auto layer_def = name >> -layer_arguments >> *item > end_of_layer;
const auto param_def = keyword("param") > name > equals > expression > end_of_statement;
const auto input_def = keyword("input") > value > end_of_statement;
const auto block_def = name >> *omit[eol] >> '{' >> statements >> matches['}'];
const auto any_statement_def = param | input | block | layer;
const auto statement_def = (!('}' | eoi)) > any_statement;
const auto separators = omit[*(eol | ';')];
const auto statements_def = separators >> *(statement >> separators);
const auto head_def = eps > model_word > label > omit[*eol] > open_brace;
const auto model_def = separators >> head >> statements >> matches['}'];

BOOST_SPIRIT_DEFINE(name, label, number, whole, operand, factor, product, expression, side, dimensions, call,
                    value, option, argument, arguments, alias, item, layer, param, input, block, statements,
                    statement, head, model)
BOOST_SPIRIT_DEFINE(equals, close, comma_or_close, open_brace, gap, end_of_statement, end_of_layer,
                    model_word, any_statement)

}  // namespace cae::dsl::grammar
