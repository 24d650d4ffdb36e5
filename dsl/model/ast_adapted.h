// The members of the AST in the order in which the grammar gives them.
#pragma once

#include <boost/fusion/include/adapt_struct.hpp>

#include "dsl/model/ast.h"

BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Factor, signs, operand)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::FactorTail, sign, factor)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Product, first, rest)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::ProductTail, sign, product)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Expression, first, rest)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Function, name, arguments)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Reference, name, index)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Dimensions, first, rest)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Call, name, arguments)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Option, name, value)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Alias, name)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Layer, kind, arguments, items)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Param, name, value)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Let, name, value)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Input, shape)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Include, path)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::From, layer)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Body, open, statements, closed)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Stage, name, body)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Parameter, name, fallback)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Block, name, parameters, body)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Repeat, count, variable, body)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Head, name, open)
BOOST_FUSION_ADAPT_STRUCT(cae::dsl::ast::Model, head, statements, closed)
