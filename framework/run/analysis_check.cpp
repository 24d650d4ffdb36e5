#include "framework/run/analysis_check.h"

#include <algorithm>
#include <set>

#include "framework/base/catalogue/analysis.h"
#include "framework/base/catalogue/plugin.h"
#include "framework/base/catalogue/run.h"
#include "framework/base/memory_limit.h"
#include "framework/plugin/plugin_host.h"
#include "framework/plugin/use_names.h"
#include "framework/run/known_tables.h"
#include "framework/run/plugin_model_of.h"
#include "framework/run/reconstruction_sheet.h"
#include "framework/train/evaluator.h"
#include "framework/train/validation.h"

namespace cae {
namespace {

constexpr double csv_bytes_a_number = 24.0;

class AnalysisChecker {
 public:
  AnalysisChecker(std::vector<PlannedAnalysis>& plan, const RunOutline& run)
      : plan_(plan), run_(run), made_(plan.size()), of_weights_(plan.size()) {}

  Diagnostics check() && {
    for (std::size_t i = 0; i < plan_.size(); ++i) {
      if (plan_[i].use || !plan_[i].problems.empty()) {
        check_use(i);
      } else if (plan_[i].name == reconstructions_picture) {
        plan_[i].bytes = sheet_bytes();
      }
    }
    for (const Unanswered& question : unanswered_) {
      std::vector<KnownTable> after = known_;
      std::erase_if(after, [&](const KnownTable& table) { return table.analysis <= question.analysis; });
      add(question.analysis, find_table(question.asked, question.before, after).diagnostics());
    }
    Diagnostics all;
    for (const PlannedAnalysis& analysis : plan_)
      all.insert(all.end(), analysis.problems.begin(), analysis.problems.end());
    return all;
  }

 private:
  // A table that nothing before the analysis makes.
  struct Unanswered {
    TableQuestion asked;
    std::size_t analysis;
    std::vector<KnownTable> before;
  };

  void add(std::size_t i, const Diagnostics& diagnostics) {
    Diagnostics& problems = plan_[i].problems;
    problems.insert(problems.end(), diagnostics.begin(), diagnostics.end());
  }

  const Shape& shape_of(NodeId node) const { return run_.model.nodes[static_cast<std::size_t>(node)].shape; }

  double sheet_bytes() const {
    const std::int64_t count = std::min(sheet_images, run_.images.test.value_or(run_.images.train));
    const SheetFit fit = reconstruction_fit(run_.model, count, run_.augmented);
    const std::int64_t batch = std::max<std::int64_t>(std::min(count, run_.batch), 1);
    // Beside what is evaluated: the batch as it comes, without noise, and one image channel by channel.
    const auto pixels = static_cast<double>((2 * batch + 1) * shape_of(run_.model.input).elements());
    return static_cast<double>(fit.bytes()) + pixels * sizeof(float) +
           evaluator_bytes(static_cast<int>(batch), {});
  }

  double evaluator_bytes(int batch, const std::vector<NodeId>& kept) const {
    return static_cast<double>(Evaluator::planned_bytes(run_.model, batch, run_.threads, kept));
  }

  void check_use(std::size_t i) {
    PlannedAnalysis& analysis = plan_[i];
    if (!analysis.problems.empty()) return unknown_from(i);
    if (!resolve_tables(i)) return unknown_from(i);
    Result<PluginInstance> instance = PluginInstance::create(*analysis.use, run_.seed, analysis.position);
    if (!instance) return refused(i, instance.diagnostics());
    const Result<PluginRequest> request = instance->request();
    if (!request) return refused(i, request.diagnostics());
    const bool extracts = analysis.use->plugin.kind() == PluginKind::extractor;
    if (const Diagnostics problems = check_request(analysis, *request); !problems.empty())
      return refused(i, problems);
    if (const Diagnostics mixed = settle_weights(i, *request, extracts); !mixed.empty())
      return refused(i, mixed);
    if (request->wants_model) instance->show_model(outline_of_model(run_.model));
    const NodeId node = extracts ? wanted_layer(run_.model, request->layer) : run_.model.input;
    if (node == no_node) {
      return refused(i, {catalogue::unknown_plugin_layer(request->layer_place, analysis.use->plugin.name(),
                                                         request->layer, run_.model.layers())});
    }
    const PluginBatch input = outline(*request, shape_of(node));
    const bool given = extracts || request->wants_images;
    if (const Diagnostics problems = check_classes(i, *request, input, given); !problems.empty())
      return refused(i, problems);
    const Result<std::optional<PluginForesight>> foresight =
        instance->check(given ? &input : nullptr, extracts ? request->layer : "", tables_for(i));
    if (!foresight) return refused(i, foresight.diagnostics());
    if (*foresight && !(*foresight)->oversized.empty()) {
      const PluginForesight::Oversized& table = (*foresight)->oversized.front();
      return refused(i, {catalogue::table_too_large(analysis.use->place, analysis.name, table.name,
                                                    table.rows, table.columns, most_numbers)});
    }
    count_bytes(i, input, *request, extracts ? std::optional(node) : std::nullopt, *foresight);
    if (!*foresight) return unknown_from(i);
    keep((*foresight)->tables, i, origin_of(i, input, given, extracts));
  }

  // What this run cannot give.
  Diagnostics check_request(const PlannedAnalysis& analysis, const PluginRequest& request) const {
    if (request.from == ImageSet::validation && run_.images.validation == 0)
      return {catalogue::no_validation_images(analysis.use->place, analysis.name)};
    const Shape &image = shape_of(run_.model.input), &made = shape_of(run_.model.reconstruction());
    if (request.wants_reconstructions && made.elements() != image.elements()) {
      return {catalogue::reconstruction_is_no_image(analysis.use->place, analysis.name, to_string(made),
                                                    to_string(image))};
    }
    return {};
  }

  // What it makes is of one epoch's weights: those of the tables that it reads, where these depend on any.
  Diagnostics settle_weights(std::size_t i, const PluginRequest& request, bool extracts) {
    PlannedAnalysis& analysis = plan_[i];
    bool read_some = false;
    for (const KnownTable& table : read_) {
      if (!of_weights_[table.analysis]) continue;
      const std::string& weights = plan_[table.analysis].weights;
      if (!read_some && !analysis.says_weights) analysis.weights = weights;
      if (weights != analysis.weights)
        return {catalogue::mixed_weights(analysis.use->place, analysis.name, analysis.weights, table.name,
                                         weights)};
      read_some = true;
    }
    of_weights_[i] = read_some || extracts || request.wants_reconstructions || request.wants_model;
    return {};
  }

  // Whether there are the classes that it needs: of its images, or of the rows of its tables.
  Diagnostics check_classes(std::size_t i, const PluginRequest& request, const PluginBatch& input,
                            bool given) const {
    if (request.wants_classes == 0) return {};
    std::vector<ImageSet> sets;
    if (given) sets.push_back(input.from);
    for (const ForeseenTable& table : tables_for(i)) sets.push_back(table.origin.from);
    for (const ImageSet set : sets) {
      const bool test = set == ImageSet::test;
      const std::size_t classes = test ? run_.classes.test : run_.classes.train;
      if (classes == 0) return {catalogue::no_classes(plan_[i].use->place, plan_[i].name, test)};
      if (classes < request.wants_classes)
        return {catalogue::one_class(plan_[i].use->place, plan_[i].name, test)};
    }
    return {};
  }

  // Of the tables that an entry makes: the images that it is given, or those of the first table that it
  // needs.
  TableOrigin origin_of(std::size_t i, const PluginBatch& input, bool given, bool extracts) const {
    if (!given) {
      for (const ForeseenTable& table : tables_for(i)) return {.from = table.origin.from};
    }
    TableOrigin origin{.from = input.from};
    if (extracts) {
      origin.channels = static_cast<std::size_t>(input.channels);
      origin.height = static_cast<std::size_t>(input.height);
      origin.width = static_cast<std::size_t>(input.width);
    }
    return origin;
  }

  // What a plugin makes that says nothing, or was refused, is not known.
  void unknown_from(std::size_t i) { opaque_.push_back(i); }
  void refused(std::size_t i, const Diagnostics& diagnostics) {
    add(i, diagnostics);
    unknown_from(i);
  }

  PluginBatch outline(const PluginRequest& request, const Shape& shape) const {
    const bool test = request.from == ImageSet::test && run_.images.test;
    const bool validation = request.from == ImageSet::validation;
    const auto total = static_cast<std::uint64_t>(test         ? *run_.images.test
                                                  : validation ? run_.images.validation
                                                               : run_.images.train - run_.images.validation);
    const std::uint64_t count = request.images == 0 ? total : std::min(request.images, total);
    return {.count = static_cast<std::int64_t>(count),
            .channels = shape.channels,
            .height = shape.height,
            .width = shape.width,
            .from = test         ? ImageSet::test
                    : validation ? ImageSet::validation
                                 : ImageSet::training};
  }

  // The tables that the settings name, under their whole names. False where one is not there.
  bool resolve_tables(std::size_t i) {
    PlannedAnalysis& analysis = plan_[i];
    const std::vector<PluginParameter>& parameters = analysis.use->plugin.parameters();
    bool all = true, declares = false;
    analysis.needs.clear();
    read_.clear();
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      if (parameters[p].type != ParameterType::table) continue;
      declares = true;
      Setting& setting = analysis.use->settings[p];
      const std::vector<std::string>& words = parameters[p].choices;
      const std::string& value = std::get<std::string>(setting.value);
      if (std::find(words.begin(), words.end(), value) != words.end()) continue;
      const TableQuestion question{setting.place, analysis.name, value};
      const Result<KnownTable> table = find_table(question, known_);
      if (table) {
        analysis.needs.push_back(table->analysis);
        read_.push_back(*table);
        setting.value = table->name;
      } else if (table.diagnostics().front().code == "E844" && !opaque_.empty()) {
        analysis.needs = opaque_;  // one of these may make it
      } else {
        unanswered_.push_back({question, i, known_});
        all = false;
      }
    }
    // A plugin that names no tables is given those that there are.
    analysis.takes.clear();
    const bool takes_any = !declares && analysis.use->plugin.kind() == PluginKind::analysis;
    for (std::size_t before = 0; takes_any && before < i; ++before) {
      if (plan_[before].use && plan_[before].wanted) analysis.takes.push_back(before);
    }
    return all;
  }

  std::vector<ForeseenTable> tables_for(std::size_t i) const {
    std::vector<ForeseenTable> tables;
    for (const std::vector<std::size_t>* entries : {&plan_[i].needs, &plan_[i].takes}) {
      for (const std::size_t from : *entries)
        tables.insert(tables.end(), made_[from].begin(), made_[from].end());
    }
    return tables;
  }

  void count_bytes(std::size_t i, const PluginBatch& input, const PluginRequest& request,
                   std::optional<NodeId> layer, const std::optional<PluginForesight>& foresight) {
    PlannedAnalysis& analysis = plan_[i];
    double bytes = 0.0;
    const double input_bytes = sizeof(float) * static_cast<double>(input.count) *
                               static_cast<double>(input.channels * input.height * input.width);
    if (layer || request.wants_images) bytes += input_bytes;
    if (request.wants_reconstructions) {
      layer = run_.model.reconstruction();
      bytes += input_bytes;
    }
    if (layer) bytes += evaluator_bytes(static_cast<int>(run_.batch), {*layer});
    if (request.wants_model) bytes += static_cast<double>(decoder_bytes(run_.model, run_.threads));
    for (const std::vector<ForeseenTable>& tables : made_) {
      for (const ForeseenTable& table : tables) bytes += static_cast<double>(table.bytes());
    }
    if (foresight) {
      bytes += static_cast<double>(foresight->memory_bytes);
      for (const ForeseenTable& table : foresight->tables) {
        bytes += static_cast<double>(table.bytes()) / sizeof(double) * (sizeof(double) + csv_bytes_a_number);
      }
    }
    analysis.bytes = bytes;
    const double available = available_memory_bytes();
    if (bytes > available) {
      add(i, {catalogue::analysis_too_large(analysis.use->place, analysis.name, catalogue::bytes_text(bytes),
                                            catalogue::bytes_text(available))});
    }
  }

  void keep(const std::vector<ForeseenTable>& tables, std::size_t i, const TableOrigin& origin) {
    const PlannedAnalysis& analysis = plan_[i];
    for (ForeseenTable table : tables) {
      table.origin = origin;
      KnownTable known{kept_name(analysis.name, analysis.use->plugin.name(), table.name), table.name,
                       analysis.name, i, !analysis.use->as.empty()};
      const auto same = std::find_if(known_.begin(), known_.end(),
                                     [&](const KnownTable& other) { return other.name == known.name; });
      if (same != known_.end()) {
        add(i, {catalogue::result_made_twice(analysis.use->place, analysis.name, known.name, same->use)});
      }
      table.name = known.name;
      known_.push_back(std::move(known));
      made_[i].push_back(std::move(table));
    }
  }

  std::vector<PlannedAnalysis>& plan_;
  const RunOutline& run_;
  std::vector<std::vector<ForeseenTable>> made_;  // by each entry of the plan
  std::vector<KnownTable> known_;
  std::vector<KnownTable> read_;     // by the entry that is being checked
  std::vector<bool> of_weights_;     // whether what an entry makes depends on weights
  std::vector<std::size_t> opaque_;  // entries that may make any table
  std::vector<Unanswered> unanswered_;
};

std::size_t classes_of(const std::vector<std::int64_t>& labels) {
  return std::set(labels.begin(), labels.end()).size();
}

}  // namespace

NodeId wanted_layer(const Graph& model, const std::string& layer) {
  const NodeId node = model.layer_output(layer);
  return node == no_node && layer == "code" ? model.code : node;
}

std::size_t peak_bytes(const std::vector<PlannedAnalysis>& plan) {
  double peak = 0.0;
  for (const PlannedAnalysis& analysis : plan) peak = std::max(peak, analysis.bytes);
  return static_cast<std::size_t>(peak);
}

RunOutline outline_of(const RunConfig& config, const Graph& model, const DataSets& data, int threads) {
  // A number of validation images that the data does not have is reported where the trainer is planned.
  const auto validation = validation_samples(config.data, config.train.seed, data.train.count);
  return {.model = model,
          .images = {.train = data.train.count,
                     .test = data.test ? std::optional(data.test->count) : std::optional<std::int64_t>(),
                     .validation = validation ? static_cast<std::int64_t>(validation->size()) : 0},
          .classes = {.train = classes_of(data.train.labels),
                      .test = data.test ? classes_of(data.test->labels) : 0},
          .batch = config.train.batch,
          .seed = config.train.seed,
          .augmented = !config.augment.empty(),
          .threads = threads};
}

Diagnostics check_analyses(std::vector<PlannedAnalysis>& plan, const RunOutline& run) {
  return AnalysisChecker(plan, run).check();
}

}  // namespace cae
