#include "framework/plugin/plugin_instance.h"

#include <algorithm>
#include <cassert>
#include <cfloat>
#include <cmath>
#include <cstring>
#include <utility>

#include "framework/base/catalogue/plugin.h"
#include "framework/base/count_text.h"
#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/foresight_sink.h"
#include "framework/plugin/host_services.h"
#include "framework/plugin/model_view.h"
#include "framework/plugin/output_sink.h"
#include "framework/plugin/plugin_call.h"
#include "framework/plugin/plugin_text.h"

namespace cae {
namespace {

constexpr std::size_t longest_layer = 500;  // characters of its name

// Two uses of one plugin must not draw the same numbers; the first keeps the run's seed.
std::uint64_t seed_of(std::uint64_t seed, std::size_t position) {
  return seed + position * 0x9E3779B97F4A7C15ULL;
}

std::vector<cae_value> values_of(const std::vector<Setting>& settings) {
  std::vector<cae_value> values;
  for (const Setting& setting : settings) {
    cae_value value = {0, 0.0, ""};
    if (const auto* integer = std::get_if<std::int64_t>(&setting.value)) {
      value = {*integer, static_cast<double>(*integer), ""};
    } else if (const auto* number = std::get_if<double>(&setting.value)) {
      value.number = *number;
    } else if (const auto* flag = std::get_if<bool>(&setting.value)) {
      value.integer = *flag ? 1 : 0;
    } else {
      value.text = std::get<std::string>(setting.value).c_str();
    }
    values.push_back(value);
  }
  return values;
}

// One image at a time, so that the loop vectorises and the search stops early.
std::ptrdiff_t first_not_finite(std::span<const float> values, std::size_t per_image) {
  for (std::size_t first = 0; first < values.size(); first += per_image) {
    bool finite = true;
    for (std::size_t i = 0; i < per_image; ++i) finite &= std::fabs(values[first + i]) <= FLT_MAX;
    if (!finite) return static_cast<std::ptrdiff_t>(first / per_image);
  }
  return -1;
}

constexpr std::uint32_t number_of(ImageSet set) {
  return static_cast<std::uint32_t>(set);
}
static_assert(number_of(ImageSet::training) == CAE_TRAINING_IMAGES &&
              number_of(ImageSet::test) == CAE_TEST_IMAGES &&
              number_of(ImageSet::validation) == CAE_VALIDATION_IMAGES);

// A table in the form of the plugin header; it holds the pointers to the names.
struct TableView {
  std::vector<const char*> names;
  cae_table table;

  explicit TableView(const Table& source)
      : TableView(source.name, source.columns, source.rows(), source.origin) {
    table.values = source.values.data();
    if (source.samples.size() == source.rows()) table.samples = source.samples.data();
    if (source.labels.size() == source.rows()) table.labels = source.labels.data();
  }
  // For a table that has not been made yet.
  explicit TableView(const ForeseenTable& source)
      : TableView(source.name, source.columns, static_cast<std::size_t>(source.rows), source.origin) {}

 private:
  TableView(const std::string& name, const std::vector<std::string>& columns, std::size_t rows,
            const TableOrigin& origin) {
    for (const std::string& column : columns) names.push_back(column.c_str());
    table = {.struct_size = sizeof(cae_table),
             .name = name.c_str(),
             .rows = rows,
             .columns = columns.size(),
             .column_names = names.data(),
             .values = nullptr,
             .samples = nullptr,
             .labels = nullptr,
             .from = number_of(origin.from),
             .channels = origin.elements() == columns.size() ? origin.channels : columns.size(),
             .height = origin.elements() == columns.size() ? origin.height : 1,
             .width = origin.elements() == columns.size() ? origin.width : 1};
  }
};

}  // namespace

struct PluginInstance::State {
  State(const ResolvedPlugin& resolved, std::uint64_t seed, PluginLog log, PluginProgress progress)
      : use(resolved),
        shown_path(plugin_text(use.plugin.path().c_str())),
        services(use.plugin.name(), seed, std::move(log), std::move(progress)) {
    services.note_changes("its constructors", use.plugin.changed_by_loading());
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (object == nullptr || use.plugin.entry().destroy == nullptr) return;
    const PluginActivity activity = at("destroy");
    const PluginCall guard(activity);
    try {
      use.plugin.entry().destroy(object);
    } catch (...) {
      // There is nobody to report to; the run's results are kept.
    }
  }

  // Calls one function of the plugin, which returns CAE_OK or not, and returns the errors that it reported.
  template <class Call>
  Status call(const char* doing, Call&& function) {
    int status = CAE_FAILED;
    const PluginActivity activity = at(doing);
    {
      PluginCall guard(activity);
      try {
        status = function();
      } catch (...) {
        services.complain(thrown_complaint("its function"));
      }
      services.note_changes(doing, guard.end());
    }
    PluginComplaints complaints = services.take_complaints();
    if (status == CAE_OK && complaints.kept.empty()) return Done{};
    if (complaints.kept.empty()) complaints.kept.push_back({});
    Diagnostics diagnostics;
    for (const PluginComplaint& complaint : complaints.kept) {
      if (complaint.kind == PluginComplaint::Kind::shortage) return complaint.shortage;
      diagnostics.push_back(diagnostic(doing, complaint));
    }
    if (complaints.left_out > 0) {
      diagnostics.back().notes.push_back(
          {use.place, counted(static_cast<std::int64_t>(complaints.left_out), "more report") +
                          " of this call left out"});
    }
    return diagnostics;
  }

  Diagnostic diagnostic(std::string_view doing, const PluginComplaint& complaint) const {
    const std::string &name = use.plugin.name(), &path = use.plugin.path();
    if (complaint.kind == PluginComplaint::Kind::broken_contract) return broken(doing, complaint.text);
    if (complaint.kind == PluginComplaint::Kind::no_memory)
      return catalogue::plugin_out_of_memory(use.place, name, doing);
    if (complaint.kind == PluginComplaint::Kind::parameter) {
      for (const Setting& setting : use.settings) {
        if (setting.name == complaint.parameter) {
          return catalogue::plugin_refuses_parameter(setting.place, name, path, setting.name, complaint.text);
        }
      }
    }
    return catalogue::plugin_failed(use.place, name, path, doing, complaint.text);
  }

  Diagnostic broken(std::string_view doing, std::string_view what) const {
    return catalogue::plugin_broke_contract(use.place, use.plugin.name(), use.plugin.path(), doing, what);
  }

  // A batch whose numbers have not been computed yet.
  static cae_batch outline(const PluginBatch& batch, const char* layer) {
    return {.struct_size = sizeof(cae_batch),
            .from = number_of(batch.from),
            .epoch = batch.from == ImageSet::training ? batch.epoch : 0,
            .layer = layer,
            .values = nullptr,
            .count = static_cast<std::size_t>(batch.count),
            .channels = static_cast<std::size_t>(batch.channels),
            .height = static_cast<std::size_t>(batch.height),
            .width = static_cast<std::size_t>(batch.width),
            .samples = nullptr,
            .labels = nullptr,
            .reconstructions = nullptr};
  }

  cae_batch view(const PluginBatch& batch, const char* layer) {
    assert(batch.values.size() ==
           static_cast<std::size_t>(batch.count * batch.channels * batch.height * batch.width));
    assert(batch.samples.size() == static_cast<std::size_t>(batch.count));
    samples.assign(batch.samples.begin(), batch.samples.end());
    cae_batch seen = outline(batch, layer);
    seen.values = batch.values.data();
    seen.samples = samples.data();
    if (!batch.labels.empty()) seen.labels = batch.labels.data();
    if (!batch.reconstructions.empty()) seen.reconstructions = batch.reconstructions.data();
    return seen;
  }

  // The output of a call, if the call succeeded and the output is valid.
  Result<PluginOutput> finish(std::string_view doing, const Status& status, OutputSink& sink) const {
    if (!status) return status.diagnostics();
    if (const std::string problem = sink.problem(); !problem.empty()) return broken(doing, problem);
    return sink.take();
  }

  PluginActivity at(const char* doing) const {
    return {use.plugin.name().c_str(), shown_path.c_str(), doing};
  }

  ResolvedPlugin use;
  std::string shown_path;
  HostServices services;
  std::unique_ptr<ModelView> model = {};
  void* object = nullptr;
  std::vector<std::int64_t> samples;  // of the batch in view; kept to allocate once
};

PluginInstance::PluginInstance(std::unique_ptr<State> state) : state_(std::move(state)) {}
PluginInstance::PluginInstance(PluginInstance&&) noexcept = default;
PluginInstance& PluginInstance::operator=(PluginInstance&&) noexcept = default;
PluginInstance::~PluginInstance() = default;

const Plugin& PluginInstance::plugin() const {
  return state_->use.plugin;
}
const std::vector<Setting>& PluginInstance::settings() const {
  return state_->use.settings;
}
ChangedImages PluginInstance::on() const {
  return state_->use.on;
}

Diagnostics PluginInstance::take_warnings() {
  Diagnostics warnings;
  for (const PluginChange& change : state_->services.take_changes()) {
    warnings.push_back(catalogue::plugin_left_changed(state_->use.place, plugin().name(), plugin().path(),
                                                      change.doing, change.what));
  }
  return warnings;
}

Result<PluginInstance> PluginInstance::create(const ResolvedPlugin& use, std::uint64_t seed,
                                              std::size_t position, PluginLog log, PluginProgress progress) {
  auto state = std::make_unique<State>(use, seed_of(seed, position), std::move(log), std::move(progress));
  const std::vector<cae_value> values = values_of(state->use.settings);
  const Status status = state->call("create", [&] {
    state->object = state->use.plugin.entry().create(&state->services.host(), values.data());
    return state->object == nullptr ? CAE_FAILED : CAE_OK;
  });
  if (!status) return status.diagnostics();
  return PluginInstance(std::move(state));
}

Status PluginInstance::augment(const PluginBatch& batch, std::span<float> output) {
  assert(plugin().kind() == PluginKind::augmentation && output.size() == batch.values.size());
  const cae_batch view = state_->view(batch, "");
  Status status =
      state_->call("augment", [&] { return plugin().entry().augment(state_->object, &view, output.data()); });
  if (!status || output.empty()) return status;
  const std::ptrdiff_t image = first_not_finite(output, output.size() / view.count);
  if (image >= 0) {
    return state_->broken("augment", "gives a pixel that is not finite for the image of sample " +
                                         std::to_string(batch.samples[static_cast<std::size_t>(image)]));
  }
  return status;
}

Result<PluginRequest> PluginInstance::request() {
  assert(plugin().kind() != PluginKind::augmentation);
  cae_request asked = {.struct_size = sizeof(cae_request),
                       .from = CAE_TEST_IMAGES,
                       .images = 0,
                       .seed = 1,
                       .layer = "code",
                       .wants_images = 0,
                       .view = CAE_AS_USUAL,
                       .wants_reconstructions = 0,
                       .wants_model = 0,
                       .wants_labels = 0};
  std::string layer = asked.layer;
  if (plugin().entry().request != nullptr) {
    const Status status = state_->call("request", [&] {
      const int answer = plugin().entry().request(state_->object, &asked);
      // Within the call, since the pointer may be invalid.
      if (asked.layer != nullptr) layer.assign(asked.layer, strnlen(asked.layer, longest_layer + 1));
      return answer;
    });
    if (!status) return status.diagnostics();
  }
  if (asked.from > CAE_VALIDATION_IMAGES)
    return state_->broken("request", "asks for images that are neither training, test nor validation images");
  if (asked.view > CAE_AUGMENTED)
    return state_->broken("request", "asks for images that are neither clean nor augmented");
  if (asked.wants_labels > 2)
    return state_->broken("request", "asks for labels by a number that is not 0, 1 or 2");
  if (asked.layer == nullptr) return state_->broken("request", "asks for no layer");
  PluginRequest request{.from = static_cast<ImageSet>(asked.from),
                        .images = asked.images,
                        .seed = asked.seed,
                        .layer = std::move(layer),
                        .layer_place = state_->use.place,
                        .wants_images = asked.wants_images != 0 || asked.wants_reconstructions != 0,
                        .view = static_cast<PluginView>(asked.view),
                        .wants_reconstructions = asked.wants_reconstructions != 0,
                        .wants_model = asked.wants_model != 0,
                        .wants_classes = asked.wants_labels};
  if (request.layer.size() > longest_layer) {
    return state_->broken("request", "asks for a layer by a name of more than " +
                                         std::to_string(longest_layer) + " characters");
  }
  for (std::size_t i = 0; i < settings().size(); ++i) {
    const auto* text = std::get_if<std::string>(&settings()[i].value);
    if (plugin().parameters()[i].type == ParameterType::layer && text && *text == request.layer) {
      request.layer_place = settings()[i].place;
    }
  }
  return request;
}

void PluginInstance::show_model(PluginModel model) {
  state_->model = std::make_unique<ModelView>(std::move(model), state_->services);
  state_->services.show_model(&state_->model->view());
}

Result<std::optional<PluginForesight>> PluginInstance::check(const PluginBatch* input, std::string_view layer,
                                                             std::span<const ForeseenTable> tables) {
  const cae_plugin& entry = plugin().entry();
  const bool has_check = entry.struct_size >= offsetof(cae_plugin, check) + sizeof entry.check;
  if (!has_check || entry.check == nullptr) return std::optional<PluginForesight>();
  std::vector<TableView> views;
  views.reserve(tables.size());
  std::vector<const cae_table*> pointers;
  for (const ForeseenTable& table : tables) pointers.push_back(&views.emplace_back(table).table);
  const std::string name(layer);
  cae_batch view = {};
  if (input != nullptr) view = State::outline(*input, name.c_str());
  ForesightSink sink(state_->services);
  const Status status = state_->call("check", [&] {
    return entry.check(state_->object, input == nullptr ? nullptr : &view, pointers.data(), pointers.size(),
                       &sink.results());
  });
  if (!status) return status.diagnostics();
  return std::optional<PluginForesight>(sink.take());
}

Result<PluginOutput> PluginInstance::extract(const PluginBatch& output, std::string_view layer) {
  assert(plugin().kind() == PluginKind::extractor);
  const std::string name(layer);
  const cae_batch view = state_->view(output, name.c_str());
  OutputSink sink(state_->services);
  const Status status = state_->call(
      "extract", [&] { return plugin().entry().extract(state_->object, &view, &sink.results()); });
  Result<PluginOutput> result = state_->finish("extract", status, sink);
  if (result && (result->tables.size() != 1 || result->tables[0].table.rows() != view.count)) {
    return state_->broken("extract", "must give one table with one row an image, and does not");
  }
  if (result) {
    result->tables[0].table.origin = {
        .from = output.from, .channels = view.channels, .height = view.height, .width = view.width};
  }
  return result;
}

Result<PluginOutput> PluginInstance::analyse(const PluginBatch* images,
                                             std::span<const Table* const> tables) {
  assert(plugin().kind() == PluginKind::analysis);
  std::vector<TableView> views;
  views.reserve(tables.size());
  std::vector<const cae_table*> pointers;
  for (const Table* table : tables) pointers.push_back(&views.emplace_back(*table).table);
  cae_batch view = {};
  if (images != nullptr) view = state_->view(*images, "");
  OutputSink sink(state_->services);
  const Status status = state_->call("analyse", [&] {
    return plugin().entry().analyse(state_->object, images == nullptr ? nullptr : &view, pointers.data(),
                                    pointers.size(), &sink.results());
  });
  return state_->finish("analyse", status, sink);
}

}  // namespace cae
