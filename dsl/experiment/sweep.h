// `sweep`: variants that the program makes from lists and ranges of values.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dsl/experiment/key_path.h"
#include "dsl/text/mistakes.h"
#include "framework/run/halving.h"

namespace cae {

// Numbers between two bounds, both included.
struct SweepRange {
  double from = 0.0;
  double to = 0.0;
  bool log = false;    // equally likely are the orders of magnitude, not the numbers
  bool whole = false;  // whole numbers alone
};

// One key that is swept.
struct SweepAxis {
  KeyPath path = {};
  Spot spot = {};                     // of the key
  Spot values_spot = {};              // of its values
  std::string label = {};             // in the names of variants: "width", "optimizer.rate"
  std::vector<YamlNode> values = {};  // scalars, each once; empty where there is a range
  std::optional<SweepRange> range = {};
};

struct Sweep {
  Spot spot = {};  // of the key `sweep`
  std::vector<SweepAxis> axes = {};
  struct Random {
    std::int64_t runs = 0;
    std::uint64_t seed = 1;
    Spot spot = {};  // of `runs`
  };
  std::optional<Random> random = {};  // else every combination
  std::optional<Halving> halving = {};
  Spot halving_spot = {};
};

// Whether a param of the model is a whole number, by its name.
using IsWholeParam = std::function<bool(const std::string&)>;

// What is wrong is added to `mistakes`; nothing if there is too much of it to go on. `overrides` are those of
// the command line, which may not set what is swept.
std::optional<Sweep> read_sweep(const YamlEntry& entry, const YamlNode& overrides,
                                const IsWholeParam& is_whole, Mistakes& mistakes);

// What the name of a variant says of a value: its digits as short as they go ("0.001" for 1e-3), of a text
// its letters, digits and signs of names.
std::string value_name(const YamlNode& scalar);

// One variant: "width=28,rate=0.001". No other variant's name has a '='.
struct Combination {
  std::string name = {};
  YamlNode changes = {};
};

// How many; at most `limit` + 1 are counted.
std::size_t count_combinations(const Sweep& sweep, std::size_t limit);

// All of the grid, the last key changing fastest; or as many different ones as are to be drawn, the i-th
// being a function of the sweep's keys, its seed and of what was drawn before. E366 where there are not so
// many.
std::vector<Combination> combinations_of(const Sweep& sweep, Mistakes& mistakes);

}  // namespace cae
