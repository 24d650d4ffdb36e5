#include "dsl/model/params.h"

#include <algorithm>
#include <cmath>

#include "dsl/model/layer_names.h"
#include "dsl/model/value.h"
#include "framework/base/catalogue/model.h"

namespace cae::dsl {
namespace {

// What is whole stays whole, as long as it can.
Number overriding(double given, const std::optional<Number>& written) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  const bool whole = std::floor(given) == given && std::fabs(given) <= exact;
  const bool was_whole = !written || std::holds_alternative<std::int64_t>(*written);
  return whole && was_whole ? Number(static_cast<std::int64_t>(given)) : Number(given);
}

}  // namespace

Params::Params(const SourceText& source, Mistakes& mistakes)
    : source_(source), scope_(source), mistakes_(mistakes) {
  const std::vector<std::string> words = reserved_words();
  reserved_.insert(words.begin(), words.end());
}

void Params::declare(const std::vector<ast::Statement>& statements) {
  for (const ast::Statement& statement : statements) {
    if (const auto* param = boost::get<ast::Param>(&statement.get())) {
      scope_.params().try_emplace(std::string(param->name.source),
                                  ParamState{.definition = param->name.source});
    } else if (const ast::Block* block = ast::as_block(statement)) {
      declare(block->statements);
    }
  }
}

void Params::declare_broken(std::string_view statement) {
  constexpr std::string_view keyword = "param";
  const auto skip_blanks = [&] {
    statement.remove_prefix(std::min(statement.find_first_not_of(" \t\r"), statement.size()));
  };
  skip_blanks();
  if (!statement.starts_with(keyword)) return;
  statement.remove_prefix(keyword.size());
  skip_blanks();
  const std::string_view name = statement.substr(0, statement.find_first_of(" \t\r="));
  if (name.empty()) return;
  scope_.params().try_emplace(std::string(name), ParamState{.definition = name, .defined = true});
}

void Params::override_with(const ParameterValues& values, bool all_declared) {
  for (const auto& [name, value] : values) {
    if (!std::isfinite(value)) {
      mistakes_.add(catalogue::override_not_finite(source_.file(), name));
    } else if (scope_.find(name) != nullptr) {
      overrides_[name] = value;
    } else if (all_declared) {
      mistakes_.add(catalogue::unknown_override(source_.file(), name, scope_.names()));
    }
  }
}

void Params::define(const ast::Param& param) {
  const std::string_view name = param.name.source;
  ParamState& state = scope_.params().find(name)->second;
  const std::optional<Number> value = evaluate(param.value, scope_, {}, mistakes_);
  const Place place = source_.place(name);
  if (state.definition.data() != name.data()) {
    mistakes_.add(catalogue::param_twice(place, name, source_.place(state.definition)));
    return;
  }
  if (reserved_.contains(name)) mistakes_.add(catalogue::reserved_param(place, name));
  if (name.size() > max_name_length) mistakes_.add(catalogue::name_too_long(place, max_name_length));
  state.defined = true;
  state.value = value;
  if (value) written_.push_back({std::string(name), as_double(*value), value->index() == 0, place});
  if (const auto found = overrides_.find(name); found != overrides_.end()) {
    state.overridden = true;
    state.value = overriding(found->second, value);
  }
}

}  // namespace cae::dsl
