// The grammar, as docs/language.md has it. `>>` means "followed by, or no match", `>`
// "followed by, or it is an error".
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "dsl/model/ast_adapted.h"
#include "dsl/model/token_parsers.h"

namespace cae::dsl::grammar {

using x3::eoi;
using x3::eps;
using x3::matches;

// --- rules: each with an AST node, a name for error messages, and the span it was read from
struct NameTag : KeepSpan {};
struct LabelTag : KeepSpan {};
struct NumberTag : KeepSpan {};
struct WholeTag : KeepSpan {};
struct FactorTag : KeepSpan {};
struct ProductTag : KeepSpan {};
struct ExpressionTag : KeepSpan {};
struct DimensionsTag : KeepSpan {};
struct CallTag : KeepSpan {};
struct OptionTag : KeepSpan {};
struct AliasTag : KeepSpan {};
struct LayerTag : KeepSpan {};
struct ParamTag : KeepSpan {};
struct FunctionTag : KeepSpan {};
struct ReferenceTag : KeepSpan {};
struct IndexedTag : KeepSpan {};
struct LetTag : KeepSpan {};
struct InputTag : KeepSpan {};
struct PathTag : KeepSpan {};
struct IncludeTag : KeepSpan {};
struct FromTag : KeepSpan {};
struct BodyTag : KeepSpan {};
struct StageTag : KeepSpan {};
struct ParameterTag : KeepSpan {};
struct BlockTag : KeepSpan {};
struct RepeatTag : KeepSpan {};
struct OpenBraceTag : KeepSpan {};
struct HeadTag : SkipHead {};
struct ModelTag : KeepSpan {};

const x3::rule<NameTag, ast::Name> name = "a name";
const x3::rule<LabelTag, ast::Name> label = "the model's name";
const x3::rule<NumberTag, ast::Number> number = "a number";
const x3::rule<WholeTag, ast::Number> whole = "a whole number";
const x3::rule<class OperandTag, ast::Operand> operand = "a number, a param or '('";
const x3::rule<FactorTag, ast::Factor> factor = "a number, a param or '('";
const x3::rule<ProductTag, ast::Product> product = "a number, a param or '('";
const x3::rule<ExpressionTag, ast::Expression> expression = "a number, a param or '('";
const x3::rule<FunctionTag, ast::Function> function = "a function";
const x3::rule<class NumbersTag, std::vector<ast::Expression>> numbers = "a number, a param or '('";
const x3::rule<ReferenceTag, ast::Reference> reference = "a name";
const x3::rule<IndexedTag, ast::Reference> indexed = "NAME[NUMBER]";
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
const x3::rule<LetTag, ast::Let> let = "a let";
const x3::rule<PathTag, ast::Path> path = "a path in double quotes";
const x3::rule<IncludeTag, ast::Include> include = "an include";
const x3::rule<FromTag, ast::From> from = "from NAME";
const x3::rule<BodyTag, ast::Body> body = "a '{'";
const x3::rule<StageTag, ast::Stage> stage = "encoder or decoder";
const x3::rule<ParameterTag, ast::Parameter> parameter = "a parameter's name";
const x3::rule<class ParametersTag, std::vector<ast::Parameter>> parameters = "a parameter's name or ')'";
const x3::rule<BlockTag, ast::Block> block = "a block";
const x3::rule<RepeatTag, ast::Repeat> repeat = "a repeat";
const x3::rule<class StatementsTag, std::vector<ast::Statement>> statements = "statements";
const x3::rule<class StatementTag, ast::Statement> statement = "a statement";
const x3::rule<HeadTag, ast::Head> head = "the model's first line";
const x3::rule<ModelTag, ast::Model> model = "a model";

// Tokens whose absence is an error, under the names that the error uses.
const x3::rule<class EqualsTag> equals = "'='";
const x3::rule<class CloseTag> close = "')'";
const x3::rule<class CloseIndexTag> close_index = "']'";
const x3::rule<class CommaOrCloseTag> comma_or_close = "',' or ')'";
const x3::rule<OpenBraceTag, ast::Brace> open_brace = "'{'";
const x3::rule<class GapTag> gap = "a blank";
const x3::rule<class EndTag> end_of_statement = "the end of the line";
const x3::rule<class EndOfLayerTag> end_of_layer = "a word, a number, key=value or the end of the line";
const x3::rule<class ModelWordTag> model_word = "'model'";
const x3::rule<class AnyStatementTag, ast::Statement> any_statement = "a layer, a param, an input or a block";

// --- tokens: see tokens.h
const auto name_def = OfKind(TokenKind::word);
const auto label_def = OfKind(TokenKind::word) >> *RestOfLabel();
const auto whole_def = OfKind(TokenKind::whole);
const auto number_def = (OfKind(TokenKind::whole) | OfKind(TokenKind::number)) >> !TouchingWord();
const auto times = OfKind(TokenKind::times);
const auto eol = OfKind(TokenKind::line_end);

const auto equals_def = Sign('=');
const auto close_def = Sign(')');
const auto close_index_def = Sign(']');
const auto comma_or_close_def = &(Sign(',') | Sign(')'));
const auto open_brace_def = Sign('{');
const auto gap_def = !TouchingWord();
const auto end_of_statement_def = &(eol | Sign(';') | Sign('}')) | eoi;
const auto end_of_layer_def = &(eol | Sign(';') | Sign('}')) | eoi;
const auto model_word_def = Keyword("model");

// --- expressions
const auto function_word = Keyword("min") | Keyword("max") | Keyword("floor") | Keyword("ceil");
const auto function_name = &(function_word >> TouchingSign('(')) >> name;
const auto numbers_def = (expression > comma_or_close) % Sign(',');
const auto function_def = function_name >> TouchingSign('(') > numbers > close;
const auto operand_def = number | function | name | (Sign('(') > expression > close);
const auto factor_def = *EitherSign('-', '-') >> operand;
const auto product_def = factor >> *(EitherSign('*', '/') > factor);
const auto expression_def = product >> *(EitherSign('+', '-') > product);

// --- values
const auto side_def = whole | name | (Sign('(') > expression > close);
const auto first_side = whole | (Sign('(') > expression > close);
const auto dimensions_def = first_side >> +(times > side) > gap;
const auto open_arguments = TouchingSign('(') | (Sign('(') >> &(name >> Sign('=')));
const auto arguments_def = Sign(')') | ((argument > comma_or_close) % Sign(',') > close);
const auto call_def = !function_name >> name >> open_arguments > arguments;
const auto index = TouchingSign('[') > expression > close_index;
const auto indexed_def = name >> index;
const auto reference_def = name >> -index;
const auto value_def = dimensions | call | indexed | expression;
const auto option_def = name >> Sign('=') > value;
const auto argument_def = option | value;
const auto alias_def = Keyword("as") > reference;
const auto item_def = option | alias | value;

// --- statements
const auto layer_def = name >> -(open_arguments > arguments) >> *item > end_of_layer;
const auto param_def = Keyword("param") > name > equals > expression > end_of_statement;
const auto let_def = Keyword("let") > name > equals > expression > end_of_statement;
const auto input_def = Keyword("input") > value > end_of_statement;
const auto path_def = OfKind(TokenKind::string);
const auto include_def = Keyword("include") > path > end_of_statement;
const auto from_def = Keyword("from") > reference > end_of_statement;
const auto body_def = *eol >> open_brace >> statements >> matches[Sign('}')];
const auto stage_def = name >> body;
const auto parameter_def = name >> -(Sign('=') > value);
const auto parameters_def = Sign(')') | ((parameter > comma_or_close) % Sign(',') > close);
const auto block_def = Keyword("block") > name > -(Sign('(') > parameters) > body;
const auto repeat_def = Keyword("repeat") > expression > -(Keyword("as") > name) > body;
const auto any_statement_def = param | let | input | include | from | block | repeat | stage | layer;
const auto statement_def = recovering((!(Sign('}') | eoi)) > any_statement);
const auto separators = *(eol | Sign(';'));
const auto statements_def = separators >> *(statement >> separators);
const auto head_def = eps > model_word > label > *eol > open_brace;
const auto model_def = separators >> head >> statements >> matches[Sign('}')];

BOOST_SPIRIT_DEFINE(name, label, number, whole, operand, factor, product, expression, side, dimensions, call,
                    value, option, argument, arguments, alias, item, layer, param, input, statements,
                    statement, head, model)
BOOST_SPIRIT_DEFINE(numbers, function, reference, indexed, let, path, include, from, body, stage, parameter,
                    parameters, block, repeat, close_index)
BOOST_SPIRIT_DEFINE(equals, close, comma_or_close, open_brace, gap, end_of_statement, end_of_layer,
                    model_word, any_statement)

}  // namespace cae::dsl::grammar
