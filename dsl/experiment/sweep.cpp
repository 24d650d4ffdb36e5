#include "dsl/experiment/sweep.h"

#include <algorithm>
#include <set>

#include "dsl/experiment/scalars.h"
#include "dsl/experiment/value_checks.h"
#include "framework/base/catalogue/experiment.h"
#include "framework/base/catalogue/sweep.h"

namespace cae {
namespace {

// The keys of a sweep that is more than a map of the keys to sweep.
const Section& sweep_keys() {
  static const Section keys = {
      "sweep",
      {{.name = "of", .type = KeyType::sweep, .help = "the keys to sweep, each with its values"},
       {.name = "search",
        .type = KeyType::choice,
        .help = "which combinations are made: every one, or random ones; 'halving', which drops the worse "
                "ones early, is "
                "a key of its own",
        .words = {"grid", "random"}},
       {.name = "runs",
        .type = KeyType::integer,
        .help = "how many combinations are drawn",
        .range = {1, 10'000}},
       {.name = "seed",
        .type = KeyType::integer,
        .help = "the number that the draws follow from",
        .range = {0, largest_seed}},
       {.name = "halving", .type = KeyType::section, .help = "when the worse combinations are dropped"}}};
  return keys;
}

const Section& halving_keys() {
  static const Section keys = {
      "sweep.halving",
      {{.name = "epochs",
        .type = KeyType::integer,
        .help = "how many epochs all combinations train",
        .range = {1, 1'000'000}},
       {.name = "factor",
        .type = KeyType::number,
        .help = "how many times longer a round is than the one before, with so many times fewer combinations",
        .range = {1, 1000, true}}}};
  return keys;
}

const Section& range_keys() {
  static const Section keys = {"sweep",
                               {{.name = "from", .type = KeyType::number, .help = "the least value"},
                                {.name = "to", .type = KeyType::number, .help = "the largest value"},
                                {.name = "scale",
                                 .type = KeyType::choice,
                                 .help = "what is equally likely: numbers or their orders of magnitude",
                                 .words = {"linear", "log"}}}};
  return keys;
}

class SweepReader {
 public:
  SweepReader(const YamlEntry& entry, const YamlNode& overrides, const IsWholeParam& is_whole,
              Mistakes& mistakes)
      : entry_(entry), overrides_(overrides), is_whole_(is_whole), mistakes_(mistakes) {}

  std::optional<Sweep> read() && {
    sweep_.spot = entry_.spot;
    const Key& key = *experiment_keys().find("sweep");
    if (!is_given(entry_, wanted(key))) return std::nullopt;
    if (!entry_.value.is_map()) {
      add(catalogue::wrong_type(entry_.value.spot.place(), key.name, wanted(key), described(entry_.value),
                                sweep_example));
      return std::nullopt;
    }
    const YamlEntry* of = entry_.value.find("of");
    const bool has_search = entry_.value.find("search") != nullptr || entry_.value.find("halving") != nullptr;
    if (of != nullptr || has_search) {
      read_settings();
    } else {
      read_axes(entry_);
    }
    if (sweep_.halving) check_ranking();
    label_axes();
    if (wrong_) keep_what_can_be_checked();
    return sweep_.axes.empty() ? std::nullopt : std::optional<Sweep>(std::move(sweep_));
  }

 private:
  static constexpr const char* sweep_example = "write sweep: { set.width: [28, 56], train.batch: [50, 100] }";

  void add(Diagnostic mistake) {
    wrong_ = true;
    mistakes_.add(std::move(mistake));
  }

  bool is_given(const YamlEntry& entry, const std::string& wanted) {
    if (entry.value.is_nothing()) add(catalogue::no_value(entry.spot.place(), entry.key, wanted));
    return !entry.value.is_nothing();
  }

  // The entries of a map that are keys of the section and have a value; a mistake for each of the others.
  std::vector<const YamlEntry*> known_entries(const Section& section, const YamlNode& map) {
    std::vector<const YamlEntry*> known;
    for (const YamlEntry& entry : map.entries) {
      const Key* key = section.find(entry.key);
      if (key == nullptr) {
        // A key with dots is one to sweep, in a sweep that has settings.
        const bool of_run = &section == &sweep_keys() && entry.key.find('.') != std::string::npos;
        add(catalogue::unknown_key(
            entry.spot.place(), entry.key, section.path, meant_key(section, entry.key), section.names(),
            of_run ? std::vector<std::string>{"sweep.of"} : std::vector<std::string>{}));
      } else if (is_given(entry, wanted(*key))) {
        known.push_back(&entry);
      }
    }
    return known;
  }

  std::optional<double> number(const Section& section, const YamlEntry& entry) {
    const std::optional<double> number = checked_number(*section.find(entry.key), entry.value, mistakes_);
    wrong_ = wrong_ || !number;
    return number;
  }

  std::string word(const Section& section, const YamlEntry& entry) {
    const Key& key = *section.find(entry.key);
    const bool known = entry.value.is_scalar() &&
                       std::find(key.words.begin(), key.words.end(), entry.value.text) != key.words.end();
    if (!known && !entry.value.is_scalar()) add(wrong_type(key, entry.value));
    if (!known && entry.value.is_scalar())
      add(catalogue::unknown_word(entry.value.spot.place(), key.name, key.words, entry.value.text, key.help));
    return known ? entry.value.text : "";
  }

  void need(const Section& section, const YamlNode& map, const char* name, const Spot& spot) {
    if (map.find(name) != nullptr) return;
    add(catalogue::missing_key(spot.place(), name, section.path, section.find(name)->help));
  }

  void read_settings() {
    const Section& keys = sweep_keys();
    Sweep::Random random;
    std::string search = "grid";
    for (const YamlEntry* entry : known_entries(keys, entry_.value)) {
      if (entry->key == "search") search = word(keys, *entry);
      if (entry->key == "runs") {
        random.runs = static_cast<std::int64_t>(number(keys, *entry).value_or(1));
        random.spot = entry->value.spot;
      }
      if (entry->key == "seed") random.seed = static_cast<std::uint64_t>(number(keys, *entry).value_or(1));
      if (entry->key == "halving") read_halving(*entry);
    }
    need(keys, entry_.value, "of", entry_.spot);
    if (search == "random") need(keys, entry_.value, "runs", entry_.spot);
    // What may be meant for a random one is not told of grids.
    const bool is_grid = search == "grid" && !is_misspelt(keys, "search");
    if (!is_grid) sweep_.random = random;
    for (const char* name : {"runs", "seed"}) {
      const YamlEntry* entry = entry_.value.find(name);
      if (is_grid && entry != nullptr) add(catalogue::not_of_a_grid(entry->spot.place(), name));
    }
    if (const YamlEntry* of = entry_.value.find("of"); of != nullptr && !of->value.is_nothing())
      read_axes(*of);
  }

  bool is_misspelt(const Section& keys, std::string_view name) const {
    return std::any_of(entry_.value.entries.begin(), entry_.value.entries.end(), [&](const YamlEntry& entry) {
      return keys.find(entry.key) == nullptr && meant_key(keys, entry.key) == name;
    });
  }

  void read_halving(const YamlEntry& entry) {
    const Section& keys = halving_keys();
    if (!entry.value.is_map())
      return add(catalogue::wrong_type(entry.value.spot.place(), "halving", "a map of keys",
                                       described(entry.value), "write halving: { epochs: 3, factor: 3 }"));
    Halving halving;
    for (const YamlEntry* one : known_entries(keys, entry.value)) {
      const double value = number(keys, *one).value_or(2);
      if (one->key == "epochs") halving.epochs = static_cast<std::int64_t>(value);
      if (one->key == "factor") halving.factor = value;
    }
    need(keys, entry.value, "epochs", entry.spot);
    sweep_.halving = halving;
    sweep_.halving_spot = entry.spot;
  }

  // Another loss is another quantity: the lesser of two says nothing.
  void check_ranking() {
    for (const SweepAxis& axis : sweep_.axes) {
      if (axis.path == key_path("train.loss") && axis.values.size() > 1)
        add(catalogue::halving_among_losses(axis.spot.place()));
    }
  }

  void read_axes(const YamlEntry& of) {
    if (!of.value.is_map())
      return add(catalogue::wrong_type(of.value.spot.place(), of.key,
                                       wanted(*experiment_keys().find("sweep")), described(of.value),
                                       "write { set.width: [28, 56], train.batch: [50, 100] }"));
    if (of.value.entries.empty()) return add(catalogue::nothing_swept(of.value.spot.place(), of.key));
    for (const YamlEntry& entry : of.value.entries) {
      SweepAxis axis{.path = key_path(entry.key), .spot = entry.spot, .values_spot = entry.value.spot};
      if (is_refused(axis, entry) || !is_given(entry, "a list of values")) continue;
      if (entry.value.is_map()) {
        read_range(axis, entry);
      } else {
        read_values(axis, entry);
      }
      sweep_.axes.push_back(std::move(axis));
    }
  }

  // What cannot be swept: what is not of one run, items of lists, and what something else decides.
  bool is_refused(const SweepAxis& axis, const YamlEntry& entry) {
    const Key* first = experiment_keys().find(axis.path.front());
    const std::string name = dotted(axis.path);
    const bool of_all =
        first != nullptr && (first->type == KeyType::variants || first->type == KeyType::seeds ||
                             first->type == KeyType::sweep || first->name == "experiment");
    if (of_all || name == "train.seed") {
      const bool is_seed = name == "train.seed" || name == "seeds";
      add(catalogue::not_swept(entry.spot.place(), name,
                               is_seed
                                   ? "write 'seeds: [1, 2, 3]' beside the sweep: every combination is made "
                                     "with each seed"
                                   : "only keys of one run can"));
      return true;
    }
    if (first != nullptr && first->type == KeyType::plugins) {
      add(catalogue::not_swept(entry.spot.place(), name,
                               "'" + first->name + "' is a list; write one of 'variants' for each list"));
      return true;
    }
    for (const SweepAxis& other : sweep_.axes) {
      if (other.path != axis.path) continue;
      add(catalogue::swept_twice(entry.spot.place(), name, other.spot.place()));
      return true;
    }
    const YamlNode* set = &overrides_;
    for (const std::string& word : axis.path) {
      const YamlEntry* below = set->find(word);
      if (below == nullptr) return false;
      set = &below->value;
    }
    add(catalogue::swept_and_set(set->spot.place(), name, entry.spot.place()));
    return true;
  }

  void read_values(SweepAxis& axis, const YamlEntry& entry) {
    if (!entry.value.is_list() || entry.value.items.empty())
      return add(catalogue::wrong_type(entry.value.spot.place(), entry.key, "a list of values to sweep",
                                       entry.value.is_list() ? "an empty list" : described(entry.value),
                                       "write " + entry.key + ": [1, 2, 3]"));
    std::set<std::string> known;
    for (const YamlNode& item : entry.value.items) {
      if (!item.is_scalar()) {
        add(catalogue::wrong_item(item.spot.place(), entry.key, "one value", described(item),
                                  "write it as one of 'variants': they may change lists and several keys"));
      } else if (!known.insert(value_name(item)).second) {
        add(catalogue::repeated_value(item.spot.place(), entry.key, item.text));
      } else {
        axis.values.push_back(item);
      }
    }
  }

  void read_range(SweepAxis& axis, const YamlEntry& entry) {
    Section keys = range_keys();
    keys.path = entry.key;
    const Key* swept = find_key(axis.path);
    const bool of_set = axis.path.size() == 2 && axis.path[0] == "set";
    if (swept != nullptr && !takes_number(*swept))
      return add(catalogue::wrong_type(entry.value.spot.place(), entry.key, "a list of values to sweep",
                                       "a map", "write " + entry.key + ": [...]; ranges are of numbers"));
    SweepRange range;
    bool ends_whole = true;
    std::size_t ends = 0;
    for (const YamlEntry* one : known_entries(keys, entry.value)) {
      if (one->key == "scale") {
        range.log = word(keys, *one) == "log";
        continue;
      }
      // As the key itself takes it, under the name of the end.
      Key end = *keys.find(one->key);
      if (swept != nullptr) {
        end.type = swept->type;
        end.range = swept->range;
      }
      const std::optional<double> value = checked_number(end, one->value, mistakes_);
      wrong_ = wrong_ || !value;
      ends += value ? 1 : 0;
      ends_whole =
          ends_whole && one->value.is_scalar() && std::holds_alternative<std::int64_t>(value_of(one->value));
      (one->key == "from" ? range.from : range.to) = value.value_or(0.0);
    }
    for (const char* name : {"from", "to"}) need(keys, entry.value, name, entry.spot);
    if (ends == 2) check_ends(range, entry);
    if (!sweep_.random) add(catalogue::range_in_grid(entry.value.spot.place(), entry.key));
    const bool of_whole_key = swept != nullptr && swept->type == KeyType::integer;
    const bool of_count = swept != nullptr && swept->type == KeyType::amount;
    range.whole = of_whole_key || (ends_whole && (of_count || (of_set && is_whole_(axis.path[1]))));
    axis.range = range;
  }

  static bool takes_number(const Key& key) {
    return key.type == KeyType::integer || key.type == KeyType::number || key.type == KeyType::amount;
  }

  void check_ends(const SweepRange& range, const YamlEntry& entry) {
    const YamlNode& from = entry.value.find("from")->value;
    const YamlNode& to = entry.value.find("to")->value;
    if (range.from >= range.to)
      add(catalogue::value_out_of_range(to.spot.place(), "to", "above 'from' (" + from.text + ")", to.text,
                                        "the largest value"));
    if (range.log && range.from <= 0.0)
      add(catalogue::value_out_of_range(from.spot.place(), "from", "above 0 on a log scale", from.text,
                                        "the least value"));
  }

  // The lists that are in order, so that mistakes in their keys and values are said, too.
  void keep_what_can_be_checked() {
    sweep_.random.reset();
    sweep_.halving.reset();
    std::erase_if(sweep_.axes, [](const SweepAxis& axis) { return axis.values.empty(); });
    constexpr std::size_t most = 1000;
    if (count_combinations(sweep_, most) > most) sweep_.axes.clear();
  }

  // The last word of each key, and as many before it as tell them apart.
  void label_axes() {
    for (SweepAxis& axis : sweep_.axes) {
      for (std::size_t words = 1; words <= axis.path.size(); ++words) {
        axis.label = dotted({axis.path.end() - static_cast<std::ptrdiff_t>(words), axis.path.end()});
        const auto ends_so =
            std::count_if(sweep_.axes.begin(), sweep_.axes.end(), [&](const SweepAxis& other) {
              const std::string whole = dotted(other.path);
              return whole == axis.label || whole.ends_with("." + axis.label);
            });
        if (ends_so == 1) break;
      }
    }
  }

  const YamlEntry& entry_;
  const YamlNode& overrides_;
  const IsWholeParam& is_whole_;
  Mistakes& mistakes_;
  Sweep sweep_;
  bool wrong_ = false;
};

}  // namespace

std::optional<Sweep> read_sweep(const YamlEntry& entry, const YamlNode& overrides,
                                const IsWholeParam& is_whole, Mistakes& mistakes) {
  return SweepReader(entry, overrides, is_whole, mistakes).read();
}

}  // namespace cae
