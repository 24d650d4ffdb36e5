#include "dsl/experiment/run_checks.h"

#include <algorithm>

#include "dsl/experiment/keys.h"
#include "dsl/experiment/size_remedy.h"
#include "dsl/model/model.h"
#include "framework/base/catalogue/augmentation.h"
#include "framework/base/catalogue/experiment.h"
#include "framework/base/catalogue/plugin.h"
#include "framework/base/files.h"
#include "framework/base/memory_limit.h"
#include "framework/graph/losses.h"
#include "framework/graph/training_memory.h"
#include "framework/plugin/plugin_host.h"
#include "framework/plugin/use_names.h"
#include "framework/train/fit_checks.h"

namespace cae {
namespace {

constexpr std::uint64_t largest_model_bytes = std::uint64_t{1} << 22;

std::string gigabytes(double bytes) {
  const double tenths = std::min(bytes / 1e8, 1e15);
  const auto whole = static_cast<std::int64_t>(tenths);
  return std::to_string(whole / 10) + "." + std::to_string(whole % 10) + " GB";
}

// The values for params that the model has; a mistake for each of the others.
ParameterValues known_parameters(const ReadRun& run, const std::vector<ModelParameter>& params,
                                 Mistakes& mistakes) {
  std::vector<std::string> names;
  for (const ModelParameter& param : params) names.push_back(param.name);
  ParameterValues known;
  for (const auto& [name, value] : run.config.parameters) {
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      known.emplace_back(name, value);
    } else {
      mistakes.add(catalogue::unknown_parameter(run.parameter_places.at(name), name, run.config.model_file,
                                                names, sections_with(name)));
    }
  }
  return known;
}

// If a mistake's notes say that a param was set from outside, adds the place.
Diagnostics with_origins(Diagnostics diagnostics, const ReadRun& run) {
  for (Diagnostic& diagnostic : diagnostics) {
    for (const auto& [name, place] : run.parameter_places) {
      const std::string was_set = "'" + name + "' was set";
      const bool told = std::any_of(diagnostic.notes.begin(), diagnostic.notes.end(), [&](const Note& note) {
        return note.text.find(was_set) != std::string::npos;
      });
      if (told) diagnostic.notes.push_back(catalogue::parameter_set_here(place, name));
    }
  }
  return diagnostics;
}

// An augmentation on images for which it is not made.
void add_effect_warnings(const ResolvedPlugin& use, Diagnostics& warnings) {
  const PluginEffect effect = use.plugin.effect();
  if (effect == PluginEffect::moves_pixels && use.on == ChangedImages::inputs)
    warnings.push_back(catalogue::targets_stay(use.place, use.plugin.name()));
  if (effect == PluginEffect::corrupts_pixels && use.on == ChangedImages::both)
    warnings.push_back(catalogue::targets_corrupted(use.place, use.plugin.name()));
}

}  // namespace

const RunChecks::Model& RunChecks::model_of(const ReadRun& run, Mistakes& mistakes) {
  const auto [found, is_new] = models_.try_emplace({run.config.model_file, run.config.parameters});
  Model& model = found->second;
  if (!is_new) return model;
  const Result<std::string> text = read_file(run.config.model_file, largest_model_bytes);
  if (!text) {
    mistakes.add(text.diagnostics());
    return model;
  }
  const Result<std::string> whole = self_contained_model(*text, run.config.model_file);
  model.text = whole ? *whole : *text;
  const Result<std::vector<ModelParameter>> params = model_parameters(*text, run.config.model_file);
  const ParameterValues values = params ? known_parameters(run, *params, mistakes) : ParameterValues{};
  Result<CheckedModel> checked = check_model(*text, run.config.model_file, values);
  if (checked) {
    model.graph = std::make_shared<const Graph>(std::move(checked->graph));
    model.warnings = std::move(checked->warnings);
  } else {
    mistakes.add(with_origins(checked.diagnostics(), run));
  }
  return model;
}

void RunChecks::check(ReadRun& run, Mistakes& mistakes) {
  const Graph* graph = nullptr;
  if (run.has_model) {
    const Model& model = model_of(run, mistakes);
    run.config.model_text = model.text;
    run.config.model = model.graph;
    run.config.warnings = model.warnings;
    graph = model.graph.get();
  }
  if (graph != nullptr) {
    check_shape(run, *graph, mistakes);
    mistakes.add(rows_without_an_image(*graph, run.config.train.loss->name));
    check_memory(run, *graph, mistakes);
    for (Diagnostic& warning : setting_warnings(*graph, run.config.train))
      run.config.warnings.push_back(std::move(warning));
  }
  check_plugins(run.config.augment, PluginList::augment, graph, run.config.warnings, mistakes);
  check_plugins(run.config.analyse, PluginList::analyse, graph, run.config.warnings, mistakes);
  check_names(run.config.analyse, mistakes);
}

void RunChecks::check_shape(const ReadRun& run, const Graph& graph, Mistakes& mistakes) const {
  const Shape& input = graph.nodes.at(static_cast<std::size_t>(graph.input)).shape;
  const Node& last = graph.nodes.at(static_cast<std::size_t>(graph.reconstruction()));
  if (last.shape == input) return;
  mistakes.add(catalogue::model_gives_other_shape(run.model_place, to_string(input), to_string(last.shape),
                                                  last.place, size_remedy(graph)));
}

void RunChecks::check_memory(const ReadRun& run, const Graph& graph, Mistakes& mistakes) const {
  const double needed = estimated_training_bytes(graph, run.config.train.batch);
  const double available = available_memory_bytes();
  if (needed <= available) return;
  mistakes.add(catalogue::training_does_not_fit(run.batch_place, gigabytes(needed), gigabytes(available)));
}

const std::optional<ResolvedPlugin>& RunChecks::plugin_of(const PluginUse& use, PluginList list,
                                                          std::size_t position, Mistakes& mistakes) {
  static const std::vector<std::string> folders = standard_plugin_folders();
  const auto [found, is_new] =
      plugins_.try_emplace({use.place.file, use.place.line, use.place.column, list, position});
  if (!is_new) return found->second;
  Result<ResolvedPlugin> resolved = resolve_plugin(use, list, folders);
  if (resolved) {
    found->second = std::move(*resolved);
  } else {
    mistakes.add(resolved.diagnostics());
  }
  return found->second;
}

void RunChecks::check_names(const std::vector<PluginUse>& uses, Mistakes& mistakes) {
  std::vector<NamedUse> named;
  for (std::size_t position = 0; position < uses.size(); ++position) {
    const std::optional<ResolvedPlugin>& resolved =
        plugin_of(uses[position], PluginList::analyse, position, mistakes);
    if (resolved) named.push_back({resolved->plugin.name(), resolved->as, resolved->as_place});
  }
  if (const auto names = name_uses(named); !names) mistakes.add(names.diagnostics());
}

void RunChecks::check_plugins(std::vector<PluginUse>& uses, PluginList list, const Graph* graph,
                              Diagnostics& warnings, Mistakes& mistakes) {
  for (std::size_t position = 0; position < uses.size(); ++position) {
    PluginUse& use = uses[position];
    const std::optional<ResolvedPlugin>& resolved = plugin_of(use, list, position, mistakes);
    if (!resolved) continue;
    use.settings = resolved->settings;
    use.as = resolved->as;
    use.weights = resolved->weights;
    use.on = resolved->on;
    if (list == PluginList::augment) add_effect_warnings(*resolved, warnings);
    for (std::size_t i = 0; graph != nullptr && i < resolved->plugin.parameters().size(); ++i) {
      if (resolved->plugin.parameters()[i].type != ParameterType::layer) continue;
      const std::string& layer = std::get<std::string>(use.settings.at(i).value);
      const std::vector<std::string> layers = graph->layers();
      const bool is_code = layer == "code" && graph->code != no_node;
      if (is_code || std::find(layers.begin(), layers.end(), layer) != layers.end()) continue;
      mistakes.add(catalogue::unknown_plugin_layer(use.settings[i].place, use.plugin, layer, layers));
    }
  }
}

}  // namespace cae
