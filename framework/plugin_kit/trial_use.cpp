#include "framework/plugin_kit/trial_use.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "framework/plugin/chosen_samples.h"

namespace cae {
namespace {

using Clock = std::chrono::steady_clock;

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

bool same_table(const DrawnTable& a, const DrawnTable& b) {
  return a.drawing == b.drawing && a.table.name == b.table.name && a.table.columns == b.table.columns &&
         same_bits(a.table.values, b.table.values) && a.table.samples == b.table.samples &&
         a.table.labels == b.table.labels;
}

bool same_picture(const Picture& a, const Picture& b) {
  return a.name == b.name && a.width == b.width && a.height == b.height && a.pixels == b.pixels;
}

bool same_output(const PluginOutput& a, const PluginOutput& b) {
  return std::ranges::equal(a.tables, b.tables, same_table) && a.metrics == b.metrics &&
         std::ranges::equal(a.pictures, b.pictures, same_picture);
}

bool gives_no_reason(const Diagnostic& why) {
  return why.code == "E617" && why.message.ends_with("it gave no reason");
}

// What a plugin may answer: its own words, or that there is no memory.
bool is_refusal(const Diagnostic& why) {
  return why.code == "E616" || why.code == "E643" || (why.code == "E617" && !gives_no_reason(why));
}

TrialInput chosen(const TrialInput& input, const PluginRequest& request) {
  TrialInput own = input;
  own.from = request.from;
  own.samples = chosen_samples(request.seed, request.images, static_cast<std::uint32_t>(input.count));
  return own;
}

// What the check before training tells, against what the work then made.
std::string broken_promise(const std::optional<PluginForesight>& told, const PluginOutput& made) {
  if (!told) return "";
  for (const ForeseenTable& table : told->tables) {
    const auto same = [&](const DrawnTable& other) {
      return other.table.name == table.name && other.table.columns == table.columns &&
             other.table.rows() == static_cast<std::size_t>(table.rows);
    };
    if (std::ranges::none_of(made.tables, same))
      return "tells in check of a table '" + table.name + "' that it then makes otherwise or not at all";
  }
  return "";
}

TrialAnswer answer_of(Result<PluginOutput> made, const std::optional<PluginForesight>& told) {
  const std::string broken = broken_promise(told, *made);
  return {.kind = broken.empty() ? TrialAnswer::Kind::done : TrialAnswer::Kind::broken,
          .text = broken,
          .output = std::move(*made)};
}

}  // namespace

bool same_answer(const TrialAnswer& a, const TrialAnswer& b) {
  if (a.kind != b.kind) return false;
  return a.kind != TrialAnswer::Kind::done ||
         (same_bits(a.pixels, b.pixels) && same_output(a.output, b.output));
}

TrialUse::TrialUse(const Plugin& plugin, std::vector<Setting> settings, std::size_t position,
                   std::chrono::milliseconds patience)
    : name_(plugin.name()), patience_(patience), began_(Clock::now()) {
  const ResolvedPlugin use{.plugin = plugin, .settings = std::move(settings), .place = {}};
  Result<PluginInstance> made =
      PluginInstance::create(use, trial_seed, position, {}, [this](double) { return goes_on(); });
  if (made) {
    instance_.emplace(*std::move(made));
  } else {
    not_created_ = not_done(made.diagnostics());
  }
}

bool TrialUse::goes_on() {
  return Clock::now() - began_ < patience_;
}

TrialAnswer TrialUse::not_done(const Diagnostics& why) const {
  const bool told_to_stop = Clock::now() - began_ >= patience_;
  const bool refused = std::ranges::all_of(
      why, [&](const Diagnostic& one) { return is_refusal(one) || (told_to_stop && gives_no_reason(one)); });
  return {.kind = refused ? TrialAnswer::Kind::refused : TrialAnswer::Kind::broken,
          .text = without_name(why.front().message)};
}

// Diagnostics begin with the plugin's name, which those who read this know.
std::string TrialUse::without_name(const std::string& message) const {
  const std::string beginning = "the plugin '" + name_ + "' ";
  return message.starts_with(beginning) ? message.substr(beginning.size()) : message;
}

TrialAnswer TrialUse::call(const TrialInput& input) {
  if (!instance_) return not_created_;
  began_ = Clock::now();
  TrialAnswer answer = instance_->plugin().kind() == PluginKind::augmentation ? augment(input)
                       : instance_->plugin().kind() == PluginKind::extractor  ? extract(input)
                                                                              : analyse(input);
  for (const Diagnostic& warning : instance_->take_warnings()) {
    const std::string text = without_name(warning.message);
    answer.changes.push_back(text.substr(0, text.find("; it was restored")));
  }
  return answer;
}

TrialAnswer TrialUse::augment(const TrialInput& input) {
  const TrialImages images = make_images(input);
  TrialAnswer answer;
  answer.pixels.resize(images.values.size());
  const Status status = instance_->augment(images.batch, answer.pixels);
  return status ? answer : not_done(status.diagnostics());
}

TrialAnswer TrialUse::extract(const TrialInput& input) {
  const Result<PluginRequest> request = instance_->request();
  if (!request) return not_done(request.diagnostics());
  const TrialImages output = make_images(chosen(input, *request));
  const auto told = instance_->check(&output.batch, request->layer, {});
  if (!told) return not_done(told.diagnostics());
  Result<PluginOutput> made = instance_->extract(output.batch, request->layer);
  return made ? answer_of(std::move(made), *told) : not_done(made.diagnostics());
}

TrialAnswer TrialUse::analyse(const TrialInput& input) {
  const Result<PluginRequest> request = instance_->request();
  if (!request) return not_done(request.diagnostics());
  TrialImages images = make_images(chosen(input, *request));
  const TrialImages model_output = make_images({.count = images.batch.count,
                                                .height = input.height,
                                                .width = input.width,
                                                .channels = input.channels,
                                                .samples = images.samples});
  if (request->wants_reconstructions) images.batch.reconstructions = model_output.values;
  const PluginBatch* shown = request->wants_images ? &images.batch : nullptr;
  const std::vector<Table> tables = make_tables(input, request->from);
  if (request->wants_model) instance_->show_model(make_model(input, weights_, false));
  const auto told = instance_->check(shown, "", foreseen(tables));
  if (!told) return not_done(told.diagnostics());
  if (request->wants_model) instance_->show_model(make_model(input, weights_, true));
  std::vector<const Table*> pointers;
  for (const Table& table : tables) pointers.push_back(&table);
  Result<PluginOutput> made = instance_->analyse(shown, pointers);
  return made ? answer_of(std::move(made), *told) : not_done(made.diagnostics());
}

}  // namespace cae
