// How much a layer uses its units: which are dead, constant, saturated or active, how much they vary, and how
// far they say the same. Of a layer with places, a unit is a channel.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/host_work.h"
#include "unit_use.h"

namespace {

constexpr std::size_t most_units = 8192;
// The squares of larger numbers are added without overflow.
constexpr double largest_number = 1e140;

struct Units {
  static constexpr const char *name = "units", *version = "1.0";
  static constexpr const char* summary =
      "dead, constant, saturated and active units of a layer, their variances and correlations";
  static constexpr cae_parameter parameters[] = {
      {"of", CAE_TABLE, nullptr, 0.0, 0.0, nullptr, "the table of the layer, such as latent-code"},
      {"active", CAE_NUMBER, "0.01", 0.0, CAE_HIGHEST, nullptr,
       "a unit with a variance above this is active (Burda and others, 2016)"},
      {"saturated", CAE_NUMBER, "0.99", 0.5, 1.0, nullptr,
       "a unit with such a share of its numbers at the ends of its range is saturated"},
  };

  static Units* make(const cae_host* host, const cae_value* values);
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  std::string of;
  Thresholds thresholds;
};

Units* Units::make(const cae_host* host, const cae_value* values) {
  return new Units{host, values[0].text, {values[1].number, values[2].number}};
}

// Channels where the table is of a layer with places; else columns.
LayerRows layer_of(const cae_table& table) {
  const bool by_channel = table.channels * table.height * table.width == table.columns;
  const std::size_t units = by_channel ? table.channels : table.columns;
  return {table.values, table.rows, units, table.columns / units};
}

std::string name_of(const cae_table& table) {
  return std::string("units-") + table.name;
}

int check_size(const Units& use, const LayerRows& layer) {
  if (layer.rows < 2)
    return plugin::complain_of(*use.host, "of",
                               "needs at least 2 rows, and there are " + std::to_string(layer.rows));
  if (layer.units > most_units) {
    return plugin::complain_of(
        *use.host, "of",
        "has " + std::to_string(layer.units) + " units; the limit is " + std::to_string(most_units));
  }
  return CAE_OK;
}

double* add_table(const cae_table& table, const LayerRows& layer, const cae_results& results) {
  return plugin::add_table(
      results, name_of(table), layer.units,
      {"unit", "mean", "variance", "minimum", "maximum", "zeros", "at_minimum", "at_maximum", "constant",
       "dead", "active", "saturated", "largest_correlation", "most_correlated"},
      nullptr, nullptr, "");
}

void fill(const std::vector<UnitUse>& uses, double* values) {
  const auto flag = [](bool is) { return is ? 1.0 : 0.0; };
  for (std::size_t unit = 0; unit < uses.size(); ++unit) {
    const UnitUse& use = uses[unit];
    for (const double value :
         {static_cast<double>(unit + 1), use.mean, use.variance, use.minimum, use.maximum, use.zeros,
          use.at_minimum, use.at_maximum, flag(use.constant), flag(use.dead), flag(use.active),
          flag(use.saturated), use.largest_correlation, static_cast<double>(use.most_correlated + 1)})
      *values++ = value;
  }
}

void add_metrics(const cae_table& table, const std::vector<UnitUse>& uses, const Moments& moments,
                 const cae_results& results) {
  const auto add = [&](const std::string& name, double value) {
    plugin::add_metric_of(results, name_of(table) + "." + name, table.from, value);
  };
  const auto add_count = [&](const std::string& name, bool UnitUse::*flag) {
    add(name, static_cast<double>(
                  std::count_if(uses.begin(), uses.end(), [&](const UnitUse& use) { return use.*flag; })));
  };
  add("units", static_cast<double>(uses.size()));
  add_count("constant", &UnitUse::constant);
  add_count("dead", &UnitUse::dead);
  add_count("active", &UnitUse::active);
  add_count("saturated", &UnitUse::saturated);
  double zeros = 0.0, variance = 0.0, correlation = 0.0;
  for (const UnitUse& use : uses) {
    zeros += use.zeros / static_cast<double>(uses.size());
    variance += use.variance;
    correlation = std::max(correlation, std::fabs(use.largest_correlation));
  }
  add("zeros", zeros);
  add("total_variance", variance);
  add("largest_correlation", correlation);
  add("participation_ratio", participation_ratio(uses, moments));
}

int describe(const Units& use, const cae_table& table, const cae_results& results) {
  const LayerRows layer = layer_of(table);
  if (check_size(use, layer) != CAE_OK) return CAE_FAILED;
  const std::size_t numbers = table.rows * table.columns;
  if (std::any_of(table.values, table.values + numbers,
                  [](double value) { return std::fabs(value) > largest_number; }))
    return plugin::complain_of(*use.host, "of", "has numbers beyond 1e140");
  const auto moments = moments_of(layer, plugin::work_of(*use.host));
  if (!moments) return CAE_FAILED;
  double* values = add_table(table, layer, results);
  if (values == nullptr) return CAE_FAILED;
  const std::vector<UnitUse> uses = unit_uses(layer, *moments, use.thresholds);
  fill(uses, values);
  add_metrics(table, uses, *moments, results);
  return CAE_OK;
}

int foresee(const Units& use, const cae_table& table, const cae_results& results) {
  const LayerRows layer = layer_of(table);
  if (check_size(use, layer) != CAE_OK) return CAE_FAILED;
  add_table(table, layer, results);
  results.add_memory(results.context,
                     working_bytes(layer.units, layer.places) + layer.units * sizeof(UnitUse));
  return CAE_OK;
}

int Units::check(const plugin::Call& call) const {
  const cae_table* table = plugin::find_table(*host, "of", of, call);
  return table == nullptr ? int{CAE_FAILED} : foresee(*this, *table, call.results);
}

int Units::analyse(const plugin::Call& call) const {
  const cae_table* table = plugin::find_table(*host, "of", of, call);
  return table == nullptr ? int{CAE_FAILED} : describe(*this, *table, call.results);
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Units>();
