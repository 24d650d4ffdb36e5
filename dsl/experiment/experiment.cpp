#include "dsl/experiment/experiment.h"

#include <algorithm>
#include <filesystem>

#include "dsl/experiment/keys.h"
#include "dsl/experiment/merge.h"
#include "dsl/experiment/overrides.h"
#include "dsl/experiment/run_checks.h"
#include "dsl/experiment/run_reader.h"
#include "dsl/experiment/scalars.h"
#include "dsl/experiment/sweep.h"
#include "dsl/experiment/with_look_alikes.h"
#include "dsl/model/model.h"
#include "dsl/text/mistakes.h"
#include "framework/base/catalogue/experiment.h"
#include "framework/base/catalogue/sweep.h"
#include "framework/base/files.h"
#include "framework/base/name.h"
#include "framework/run/loss_difference.h"

namespace cae {
namespace {

constexpr std::size_t most_runs = 10'000;
// Every run reads the whole merged tree and keeps a copy of the texts.
constexpr std::size_t most_values_in_all = 2'000'000;
constexpr std::size_t most_text_in_all = std::size_t{256} << 20;

// The parts of the text: the tree of the base run, the variants, the seeds, the sweep.
struct Parts {
  YamlNode base = {};
  std::vector<const YamlEntry*> variants = {};
  const YamlEntry* seeds = nullptr;
  const YamlEntry* sweep = nullptr;
};

bool check_variant(const YamlEntry& variant, Mistakes& mistakes) {
  if (!is_name(variant.key)) {
    mistakes.add(catalogue::bad_name(variant.spot.place(), "a variant", variant.key));
    return false;
  }
  if (variant.value.is_nothing()) {
    mistakes.add(catalogue::no_value(variant.spot.place(), variant.key, "a map of keys that it changes"));
    return false;
  }
  if (!variant.value.is_map()) {
    mistakes.add(catalogue::wrong_type(variant.value.spot.place(), variant.key,
                                       "a map of keys that it changes", described(variant.value),
                                       "write NAME: { set: { width: 56 } }"));
    return false;
  }
  for (const YamlEntry& entry : variant.value.entries) {
    if (entry.key == "variants" || entry.key == "sweep" || entry.key == "experiment") {
      mistakes.add(catalogue::not_set_there(entry.spot.place(), entry.key, "a variant"));
    }
  }
  return true;
}

Parts take_apart(const YamlNode& root, Mistakes& mistakes) {
  Parts parts = {.base = {.kind = YamlNode::Kind::map, .spot = root.spot}};
  for (const YamlEntry& entry : root.entries) {
    const Key* key = experiment_keys().find(entry.key);
    const bool is_variants = key != nullptr && key->type == KeyType::variants;
    if (key != nullptr && key->type == KeyType::seeds) {
      parts.seeds = &entry;
    } else if (key != nullptr && key->type == KeyType::sweep) {
      parts.sweep = &entry;
    } else if (!is_variants) {
      parts.base.entries.push_back(entry);
    } else if (entry.value.is_nothing()) {
      mistakes.add(catalogue::no_value(entry.spot.place(), entry.key, wanted(*key)));
    } else if (!entry.value.is_map()) {
      mistakes.add(catalogue::wrong_type(entry.value.spot.place(), entry.key, wanted(*key),
                                         described(entry.value),
                                         "write NAME: { set: { width: 56 } } below it"));
    } else {
      for (const YamlEntry& variant : entry.value.entries) {
        if (check_variant(variant, mistakes)) parts.variants.push_back(&variant);
      }
    }
  }
  return parts;
}

// The name of an experiment without one: its file's, with '-' for characters that are not allowed in a name.
std::string name_of(const std::filesystem::path& path) {
  std::string name = path.stem().string().substr(0, 64);
  for (char& c : name) {
    if (!is_name("x" + std::string(1, c))) c = '-';
  }
  return is_name(name) ? name : "experiment";
}

using Seeds = std::vector<std::uint64_t>;  // none: train.seed applies

// How many runs a variant makes.
std::size_t copies(const Seeds& seeds) {
  return std::max<std::size_t>(seeds.size(), 1);
}

// The seeds that the command line gives every run; nothing where it leaves them to the file.
std::optional<Seeds> called_seeds(const YamlNode& overrides, Mistakes& mistakes) {
  if (const YamlEntry* seeds = overrides.find("seeds")) return read_seeds(*seeds, mistakes);
  const YamlEntry* train = overrides.find("train");
  if (train != nullptr && train->value.find("seed") != nullptr) return Seeds{};
  return std::nullopt;
}

class Loader {
 public:
  Loader(std::string text, std::string path, const ExperimentOverrides& overrides)
      : text_(std::move(text)), path_(std::move(path)), overrides_(overrides), mistakes_(path_) {}

  Result<Experiment> load() && {
    const Result<std::shared_ptr<const SourceText>> source = yaml_text(path_, text_);
    if (!source) return source.diagnostics();
    Result<Experiment> experiment = load(*source);
    if (!experiment) return with_look_alikes(experiment.diagnostics(), **source);
    return experiment;
  }

 private:
  Result<Experiment> load(const std::shared_ptr<const SourceText>& source) {
    const Result<YamlTree> tree = parse_yaml(source);
    if (!tree) return tree.diagnostics();
    if (tree->root.is_nothing()) return catalogue::empty_experiment(source->whole());
    if (!tree->root.is_map()) {
      return catalogue::not_a_map(tree->root.spot.place(), described(tree->root));
    }
    mistakes_.add(tree->mistakes);
    Experiment experiment = {.file = path_};
    read_runs(tree->root, experiment);
    if (mistakes_.any()) return std::move(mistakes_).finish();
    experiment.name = experiment.runs.front().experiment;
    return experiment;
  }

  void read_runs(const YamlNode& root, Experiment& experiment) {
    const Parts parts = take_apart(root, mistakes_);
    const YamlNode overrides = override_tree(overrides_, mistakes_);
    const std::optional<Seeds> called = called_seeds(overrides, mistakes_);
    const auto seeds_of = [&](const YamlEntry* entry, const Seeds& otherwise) {
      const Seeds given = entry == nullptr ? otherwise : read_seeds(*entry, mistakes_);
      return called ? *called : given;
    };
    const Seeds seeds = seeds_of(parts.seeds, {});
    std::vector<Seeds> seeds_of_variants;
    for (const YamlEntry* variant : parts.variants)
      seeds_of_variants.push_back(seeds_of(variant->value.find("seeds"), seeds));
    const YamlNode base = merged(parts.base, overrides, &experiment_keys());
    std::optional<Sweep> sweep;
    if (parts.sweep != nullptr) {
      sweep = read_sweep(
          *parts.sweep, overrides, [&](const auto& name) { return is_whole(base, name); }, mistakes_);
    }
    const bool base_runs = parts.sweep == nullptr || !parts.variants.empty();
    const std::size_t limit = std::min(most_runs, most_values_in_all / parts.base.values() + 1);
    const std::size_t with_these = (base_runs ? 1 : 0) + (sweep ? count_combinations(*sweep, limit) : 0);
    std::size_t runs = with_these * copies(seeds);
    for (const Seeds& own : seeds_of_variants) runs += copies(own);
    if (runs > limit) return mistakes_.add(catalogue::too_many_runs({.file = path_}, limit));

    if (base_runs || !sweep) read_run_of("", base, seeds, experiment);
    for (std::size_t i = 0; i < parts.variants.size(); ++i) {
      const YamlNode changed = merged(parts.base, parts.variants[i]->value, &experiment_keys());
      read_run_of(parts.variants[i]->key, merged(changed, overrides, &experiment_keys()),
                  seeds_of_variants[i], experiment);
    }
    if (sweep) read_combinations(*sweep, base, seeds, experiment);
  }

  void read_combinations(const Sweep& sweep, const YamlNode& base, const Seeds& seeds,
                         Experiment& experiment) {
    for (const Combination& combination : combinations_of(sweep, mistakes_)) {
      if (mistakes_.enough()) return;
      const Explanation explanation(
          mistakes_, {.place = sweep.spot.place(), .text = "in the combination " + combination.name});
      read_run_of(combination.name, merged(base, combination.changes, &experiment_keys()), seeds, experiment);
      experiment.combinations.push_back(combination.name);
      const std::int64_t epochs = experiment.runs.empty() ? 0 : experiment.runs.back().train.epochs;
      if (sweep.halving && epochs > 0 && sweep.halving->epochs >= epochs)
        mistakes_.add(
            catalogue::halving_without_rounds(sweep.halving_spot.place(), sweep.halving->epochs, epochs));
    }
    experiment.halving = sweep.halving;
    if (sweep.halving && !mistakes_.any()) check_ranking(sweep, experiment);
  }

  // Each combination's loss against that of the first.
  void check_ranking(const Sweep& sweep, const Experiment& experiment) {
    const RunConfig* first = nullptr;
    for (const RunConfig& run : experiment.runs) {
      const std::vector<std::string>& names = experiment.combinations;
      if (std::find(names.begin(), names.end(), run.variant) == names.end()) continue;
      if (first == nullptr) first = &run;
      if (const auto difference = loss_difference(*first, run))
        return mistakes_.add(catalogue::halving_of_other_losses(sweep.halving_spot.place(), first->variant,
                                                                run.variant, *difference));
    }
  }

  // Whether the base's model declares the param as a whole number; true where that cannot be known.
  bool is_whole(const YamlNode& base, const std::string& param) const {
    Mistakes told_later(path_);
    const ReadRun run = read_run(base, std::filesystem::path(path_).parent_path(), told_later);
    const Result<std::string> text = read_model(run.config.model_file);
    if (!text) return true;
    const auto params = model_parameters(*text, run.config.model_file);
    if (!params) return true;
    const auto found = std::find_if(params->begin(), params->end(),
                                    [&](const ModelParameter& one) { return one.name == param; });
    return found == params->end() || found->whole;
  }

  void read_run_of(const std::string& variant, const YamlNode& tree, const Seeds& seeds,
                   Experiment& experiment) {
    const std::filesystem::path path = path_;
    ReadRun read = read_run(tree, path.parent_path(), mistakes_);
    checks_.check(read, mistakes_);
    RunConfig& run = read.config;
    if (run.experiment.empty()) run.experiment = name_of(path);
    run.variant = variant;
    run.experiment_file = path_;
    run.experiment_text = text_;
    kept_text_ += copies(seeds) * (text_.size() + run.model_text.size());
    if (kept_text_ > most_text_in_all) {
      return mistakes_.add(catalogue::too_many_runs({.file = path_}, experiment.runs.size()));
    }
    if (seeds.empty()) {
      experiment.runs.push_back(std::move(run));
      return;
    }
    for (const std::uint64_t seed : seeds) {
      experiment.runs.push_back(run);
      experiment.runs.back().train.seed = seed;
    }
  }

  std::string text_;
  std::string path_;
  const ExperimentOverrides& overrides_;
  Mistakes mistakes_;
  RunChecks checks_;
  std::size_t kept_text_ = 0;  // in all runs, bytes
};

}  // namespace

Result<Experiment> parse_experiment(std::string text, const std::string& path,
                                    const ExperimentOverrides& overrides) {
  return Loader(std::move(text), path, overrides).load();
}

Result<Experiment> load_experiment(const std::string& path, const ExperimentOverrides& overrides) {
  Result<std::string> text = read_file(path, largest_experiment_bytes);
  if (!text) return text.diagnostics();
  return parse_experiment(std::move(*text), path, overrides);
}

}  // namespace cae
