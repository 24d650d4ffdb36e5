// The combinations of a sweep: all of a grid, or random ones.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "dsl/experiment/merge.h"
#include "dsl/experiment/scalars.h"
#include "dsl/experiment/sweep.h"
#include "framework/base/catalogue/sweep.h"
#include "framework/base/random.h"

namespace cae {
namespace {

// For one combination: a value of each axis, in their order.
using Choice = std::vector<YamlNode>;

Combination combination_of(const Sweep& sweep, const Choice& choice) {
  Combination made{.changes = {.kind = YamlNode::Kind::map, .spot = sweep.spot}};
  for (std::size_t i = 0; i < choice.size(); ++i) {
    const SweepAxis& axis = sweep.axes[i];
    made.name += (made.name.empty() ? "" : ",") + axis.label + "=" + value_name(choice[i]);
    made.changes =
        merged(std::move(made.changes), nested(axis.path, axis.spot, choice[i]), &experiment_keys());
  }
  return made;
}

// With four significant digits, so that a variant's name says all of its value.
double rounded(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3e", value);
  return std::strtod(text.data(), nullptr);
}

// `share` is in [0, 1).
double number_in(const SweepRange& range, double share) {
  const double end =
      range.whole ? range.to + 1.0 : range.to;  // the last whole number has a part as large as any
  const double value =
      range.log ? range.from * std::pow(end / range.from, share) : range.from + (end - range.from) * share;
  return std::clamp(range.whole ? std::floor(value) : rounded(value), range.from, range.to);
}

YamlNode scalar(const SweepAxis& axis, double value) {
  const bool whole = axis.range->whole;
  return {.kind = YamlNode::Kind::scalar,
          .text = whole ? std::to_string(static_cast<std::int64_t>(value)) : number_text(value),
          .spot = axis.values_spot};
}

YamlNode drawn(const SweepAxis& axis, double share) {
  if (axis.range) return scalar(axis, number_in(*axis.range, share));
  return axis.values[static_cast<std::size_t>(share * static_cast<double>(axis.values.size()))];
}

// How many values the axis has; infinity for numbers that are not whole.
double size_of(const SweepAxis& axis) {
  if (!axis.range) return static_cast<double>(axis.values.size());
  return axis.range->whole ? axis.range->to - axis.range->from + 1.0 : HUGE_VAL;
}

double size_of(const Sweep& sweep) {
  double size = 1.0;
  for (const SweepAxis& axis : sweep.axes) size *= size_of(axis);
  return size;
}

std::vector<Combination> grid_of(const Sweep& sweep) {
  std::vector<Choice> choices = {{}};
  for (const SweepAxis& axis : sweep.axes) {
    std::vector<Choice> longer;
    for (const Choice& choice : choices) {
      for (const YamlNode& value : axis.values) {
        longer.push_back(choice);
        longer.back().push_back(value);
      }
    }
    choices = std::move(longer);
  }
  std::vector<Combination> all;
  for (const Choice& choice : choices) all.push_back(combination_of(sweep, choice));
  return all;
}

// The numbers come from the seed, the number of the combination, that of the key, and how often what was
// drawn was there already; so more runs leave the first ones as they are.
Combination draw(const Sweep& sweep, std::size_t number, std::uint32_t attempt) {
  const RandomStream stream(sweep.random->seed, "sweep", attempt, number);
  Choice choice;
  for (std::size_t i = 0; i < sweep.axes.size(); ++i)
    choice.push_back(drawn(sweep.axes[i], stream.uniform(i)));
  return combination_of(sweep, choice);
}

std::vector<Combination> draws_of(const Sweep& sweep, Mistakes& mistakes) {
  constexpr std::uint32_t most_attempts = 100'000;
  const auto wanted = static_cast<std::size_t>(sweep.random->runs);
  std::vector<Combination> drawn;
  std::set<std::string> known;
  std::uint32_t attempt = 0;
  const bool enough = size_of(sweep) >= static_cast<double>(wanted);
  while (enough && drawn.size() < wanted && attempt < most_attempts) {
    Combination one = draw(sweep, drawn.size(), attempt);
    const bool is_new = known.insert(one.name).second;
    attempt = is_new ? 0 : attempt + 1;
    if (is_new) drawn.push_back(std::move(one));
  }
  if (drawn.size() == wanted) return drawn;
  const std::size_t found = enough ? drawn.size() : static_cast<std::size_t>(size_of(sweep));
  mistakes.add(catalogue::too_few_combinations(sweep.random->spot.place(), sweep.random->runs, found));
  return {};
}

bool is_kept(char raw) {
  const auto byte = static_cast<unsigned char>(raw);
  return byte < 0x80 &&
         (std::isalnum(byte) != 0 || std::string_view("+-_.").find(raw) != std::string_view::npos);
}

}  // namespace

std::string value_name(const YamlNode& scalar) {
  const SettingValue value = value_of(scalar);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value)) return number_text(*number);
  std::string text = scalar.text;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return !is_kept(c); }, '-');
  return text;
}

std::size_t count_combinations(const Sweep& sweep, std::size_t limit) {
  if (sweep.random) return static_cast<std::size_t>(sweep.random->runs);
  return static_cast<std::size_t>(std::min(size_of(sweep), static_cast<double>(limit) + 1.0));
}

std::vector<Combination> combinations_of(const Sweep& sweep, Mistakes& mistakes) {
  return sweep.random ? draws_of(sweep, mistakes) : grid_of(sweep);
}

}  // namespace cae
