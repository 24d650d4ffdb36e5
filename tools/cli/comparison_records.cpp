#include "tools/cli/comparison_records.h"

#include "framework/statistics/difference_text.h"
#include "tools/cli/comparison_notes.h"

namespace cae::cli {
namespace {

using Json = nlohmann::ordered_json;

Cell cell(std::optional<double> value) {
  return value ? Cell(*value) : Cell();
}

Cell count(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

Cell marked(bool mark, bool has_line) {
  return has_line ? Cell(std::int64_t{mark ? 1 : 0}) : Cell();
}

const char* name_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::paired:
      return "paired";
    case Comparison::unpaired:
      return "unpaired";
    case Comparison::none:
      break;
  }
  return "none";
}

const char* name_of(Best best) {
  return best == Best::lowest ? "lowest" : best == Best::highest ? "highest" : "unknown";
}

// Names and values that both forms have.
using Fields = std::vector<std::pair<std::string, Cell>>;

Fields mean_fields(const ComparedVariant& variant) {
  const auto& interval = variant.interval;
  return {{"experiment", variant.group.experiment},
          {"variant", variant.group.variant},
          {"seeds", count(variant.values.size())},
          {"mean", variant.mean},
          {"sd", cell(variant.deviation)},
          {"low", interval ? Cell(interval->low) : Cell()},
          {"high", interval ? Cell(interval->high) : Cell()}};
}

Fields cost_fields(const ComparedVariant& variant, bool has_line) {
  return {{"parameters", variant.cost.parameters},
          {"flops_per_image", cell(variant.cost.flops)},
          {"seconds_per_epoch", cell(variant.cost.epoch_seconds)},
          {"pareto_parameters", marked(variant.pareto.parameters, has_line)},
          {"pareto_flops", marked(variant.pareto.flops, has_line)},
          {"pareto_seconds", marked(variant.pareto.epoch_seconds, has_line)}};
}

Fields difference_fields(const std::optional<Difference>& found, std::size_t tests) {
  const Difference difference = found.value_or(Difference());
  const std::optional<TTest>& t = difference.t;
  const std::optional<WilcoxonTest>& wilcoxon = difference.wilcoxon;
  const auto of_difference = [&](Cell value) { return found ? value : Cell(); };
  return {{"comparison", of_difference(name_of(difference.comparison))},
          {"pairs", of_difference(count(difference.pairs.size()))},
          {"difference", of_difference(difference.mean)},
          {"difference_low", t ? Cell(t->interval.low) : Cell()},
          {"difference_high", t ? Cell(t->interval.high) : Cell()},
          {"t", t ? Cell(t->t) : Cell()},
          {"degrees", t ? Cell(t->degrees) : Cell()},
          {"p", t ? Cell(t->p) : Cell()},
          {"p_holm", cell(difference.p_holm)},
          {"wilcoxon", wilcoxon ? Cell(wilcoxon->statistic) : Cell()},
          {"wilcoxon_p", wilcoxon ? Cell(wilcoxon->p) : Cell()},
          {"wilcoxon_p_holm", cell(difference.wilcoxon_p_holm)},
          {"effect_name", difference.effect ? Cell(effect_name(difference)) : Cell()},
          {"effect", cell(difference.effect)},
          {"verdict", found ? Cell(verdict(difference, tests)) : Cell()}};
}

Json json_value(const Cell& cell) {
  return std::visit(
      [](const auto& value) -> Json {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
          return nullptr;
        else
          return value;
      },
      cell);
}

Json json_of(const Fields& fields) {
  Json object = Json::object();
  for (const auto& [name, value] : fields) object[name] = json_value(value);
  return object;
}

Json variant_json(const ComparedVariant& variant, const RunComparison& comparison) {
  Json object = json_of(mean_fields(variant));
  Json runs = Json::array();
  for (const auto& [seed, run] : variant.group.runs)
    runs.push_back({{"run", run}, {"seed", seed}, {"value", variant.values.at(seed)}});
  object["runs"] = runs;
  object.update(json_of(cost_fields(variant, comparison.has_pareto_line())));
  for (const char* mark : {"pareto_parameters", "pareto_flops", "pareto_seconds"}) {
    if (!object[mark].is_null()) object[mark] = object[mark] == 1;
  }
  object["changes"] = Json::object();
  for (const auto& [name, value] : variant.changes) object["changes"][name] = value;
  object["mixed_settings"] = variant.mixed;
  object["dropped_after_epoch"] = variant.dropped_after ? Json(*variant.dropped_after) : Json();
  object["difference"] = nullptr;
  if (variant.difference) {
    object["difference"] = json_of(difference_fields(variant.difference, tests_of(comparison)));
    object["difference"]["paired_seeds"] = variant.difference->pairs;
    object["difference"]["seeds_only_here"] = variant.difference->only_group;
    object["difference"]["seeds_only_in_base"] = variant.difference->only_base;
  }
  return object;
}

}  // namespace

nlohmann::ordered_json comparison_json(const RunComparison& comparison) {
  const RunGroup& base = comparison.base().group;
  Json variants = Json::array();
  for (const ComparedVariant& variant : comparison.variants)
    variants.push_back(variant_json(variant, comparison));
  Json left_out = Json::array();
  for (const LeftOut& left : comparison.left_out)
    left_out.push_back({{"run", left.run}, {"name", left.name}, {"reason", left.reason}});
  return {{"metric", comparison.metric},
          {"best", name_of(comparison.best)},
          {"confidence", confidence},
          {"base", {{"experiment", base.experiment}, {"variant", base.variant}}},
          {"comparisons", tests_of(comparison)},
          {"one_machine", comparison.one_machine},
          {"variants", variants},
          {"left_out", left_out}};
}

Rows comparison_rows(const RunComparison& comparison) {
  Rows rows;
  for (const ComparedVariant& variant : comparison.variants) {
    Fields fields = {{"metric", comparison.metric}};
    for (const Fields& more : {mean_fields(variant), cost_fields(variant, comparison.has_pareto_line()),
                               difference_fields(variant.difference, tests_of(comparison))})
      fields.insert(fields.end(), more.begin(), more.end());
    rows.columns.clear();
    rows.rows.emplace_back();
    for (const auto& [name, value] : fields) {
      rows.columns.push_back(name);
      rows.rows.back().push_back(value);
    }
  }
  return rows;
}

}  // namespace cae::cli
