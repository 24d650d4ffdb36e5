#include "tools/cli/comparison_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>

#include "framework/base/count_text.h"
#include "framework/base/decimal_text.h"
#include "framework/statistics/difference_text.h"
#include "tools/cli/comparison_notes.h"
#include "tools/cli/folded.h"
#include "tools/cli/number_text.h"
#include "tools/cli/run_values.h"
#include "tools/cli/text_table.h"

namespace cae::cli {
namespace {

std::string interval_text(const Interval& interval, int decimals, Plus plus) {
  return decimal_text(interval.low, decimals, plus) + " to " + decimal_text(interval.high, decimals, plus);
}

// Of all variants, so that the columns can be compared.
int decimals_of(const RunComparison& comparison) {
  int decimals = 0;
  for (const ComparedVariant& variant : comparison.variants)
    decimals = std::max(decimals, decimals_for(variant.mean, variant.deviation));
  return decimals;
}

std::string means_table(const RunComparison& comparison) {
  TextTable table({{"variant"},
                   {"seeds", Align::right},
                   {"mean", Align::right},
                   {"sd", Align::right},
                   {"95 % interval of the mean", Align::right}});
  const int decimals = decimals_of(comparison);
  for (const ComparedVariant& variant : comparison.variants) {
    table.add({{variant.name},
               {std::to_string(variant.values.size())},
               {decimal_text(variant.mean, decimals)},
               {variant.deviation ? decimal_text(*variant.deviation, decimals) : "-"},
               {variant.interval ? interval_text(*variant.interval, decimals, Plus::hidden) : "-"}});
  }
  return table.text();
}

std::string effect_text(const Difference& difference) {
  if (!difference.effect) return "-";
  const int decimals = decimals_for(*difference.effect, std::nullopt, 3);
  return effect_name(difference) + " " + decimal_text(*difference.effect, decimals, Plus::shown);
}

std::string differences_table(const RunComparison& comparison) {
  const bool corrected = tests_of(comparison) > 1;
  std::vector<TextTable::Column> columns = {
      {"variant"}, {"difference", Align::right}, {"95 % interval", Align::right}, {"p", Align::right}};
  if (corrected) columns.push_back({"p (Holm)", Align::right});
  columns.push_back({"effect", Align::right});
  TextTable table(columns);
  for (const ComparedVariant& variant : comparison.variants) {
    if (!variant.difference) continue;
    const Difference& difference = *variant.difference;
    const int decimals = difference_decimals(difference);
    std::vector<TableCell> row = {
        {variant.name},
        {decimal_text(difference.mean, decimals, Plus::shown)},
        {difference.t ? interval_text(difference.t->interval, decimals, Plus::shown) : "-"},
        {difference.t ? probability_text(difference.t->p) : "-"}};
    if (corrected) row.push_back({difference.p_holm ? probability_text(*difference.p_holm) : "-"});
    row.push_back({effect_text(difference)});
    table.add(row);
  }
  return table.text();
}

std::string flops_text(double flops) {
  constexpr std::array prefixes = {"", " k", " M", " G", " T", " P"};
  std::size_t prefix = 0;
  for (; flops >= 999.5 && prefix + 1 < prefixes.size(); flops /= 1000.0) ++prefix;
  return fmt::format("{:.3g}{}", flops, prefixes[prefix]);
}

std::string seconds_text(double seconds) {
  return decimal_text(seconds, decimals_for(seconds, std::nullopt, 3));
}

TableCell cost_cell(const std::string& text, bool marked) {
  return {(marked ? "*" : "") + text, marked ? TextColour::green : TextColour::none};
}

std::string costs_table(const RunComparison& comparison) {
  TextTable table({{"variant"},
                   {"parameters", Align::right},
                   {"FLOPs an image", Align::right},
                   {"seconds an epoch", Align::right}});
  for (const ComparedVariant& variant : comparison.variants) {
    const RunCost& cost = variant.cost;
    table.add({{variant.name},
               cost_cell(count_text(cost.parameters), variant.pareto.parameters),
               cost_cell(cost.flops ? flops_text(*cost.flops) : "-", variant.pareto.flops),
               cost_cell(cost.epoch_seconds ? seconds_text(*cost.epoch_seconds) : "-",
                         variant.pareto.epoch_seconds)});
  }
  return table.text();
}

// A line for each variant but the base, or several with the text in a column of its own.
std::string described(const std::string& heading, const RunComparison& comparison,
                      const std::function<std::string(const ComparedVariant&)>& text_of) {
  std::size_t column = 0;
  for (const ComparedVariant& variant : comparison.variants)
    column = std::max(column, columns_of(visible(variant.name)) + 2);
  const std::size_t width = TextTable::line_width();
  const std::size_t room = width == TextTable::unlimited ? width : std::max(width, column + 20) - column;
  std::string text = painted(heading, TextColour::bold) + "\n";
  for (const ComparedVariant& variant : comparison.variants) {
    if (!variant.difference) continue;
    std::string begin = visible(variant.name);
    begin.append(column - columns_of(begin), ' ');
    for (const std::string& line : folded(visible(text_of(variant)), room)) {
      text += begin + line + "\n";
      begin.assign(column, ' ');
    }
  }
  return text;
}

std::string changes_text(const ComparedVariant& variant) {
  std::string changes;
  for (const auto& [name, value] : variant.changes)
    changes += (changes.empty() ? "" : ", ") + name + " " + value;
  return changes.empty() ? "none" : changes;
}

// After an empty line; what goes on in a second line is indented.
std::string paragraphs(const std::vector<std::string>& lines) {
  const std::size_t width = TextTable::line_width();
  std::string text;
  for (const std::string& line : lines) {
    std::string begin;
    for (const std::string& part : folded(visible(line), width == TextTable::unlimited ? width : width - 2)) {
      text += begin + part + "\n";
      begin = "  ";
    }
  }
  return text.empty() ? text : "\n" + text;
}

std::string headline(const RunComparison& comparison) {
  std::set<std::string> experiments;
  std::size_t runs = 0;
  for (const ComparedVariant& variant : comparison.variants) {
    experiments.insert(variant.group.experiment);
    runs += variant.group.runs.size();
  }
  std::string text = fmt::format("{} of {}, {}", comparison.metric, fmt::join(experiments, " and "),
                                 counted(static_cast<std::int64_t>(runs), "run"));
  if (comparison.best != Best::unknown)
    text += comparison.best == Best::lowest ? "; lower is better" : "; higher is better";
  return visible(text) + "\n\n";
}

}  // namespace

std::string comparison_text(const RunComparison& comparison) {
  std::string text = headline(comparison) + means_table(comparison);
  const bool several = comparison.variants.size() > 1;
  if (several) text += "\n" + differences_table(comparison);
  text += "\n" + costs_table(comparison);
  if (several) {
    const std::string base = comparison.base().name;
    text += "\n" + described("settings other than those of " + base, comparison, changes_text);
    text += "\n" + described("compared with " + base, comparison, [&](const ComparedVariant& variant) {
              return verdict(*variant.difference, tests_of(comparison));
            });
  }
  return text + paragraphs(explanations(comparison)) + paragraphs(notes_of(comparison));
}

}  // namespace cae::cli
