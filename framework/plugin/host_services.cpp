#include "framework/plugin/host_services.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <span>
#include <string_view>
#include <utility>

#include "framework/base/current_failure.h"
#include "framework/base/ordered_task.h"
#include "framework/base/random.h"
#include "framework/plugin/parallel_loop.h"
#include "framework/plugin/plugin_call.h"
#include "framework/plugin/plugin_text.h"

namespace cae {
namespace {

// A plugin that reports in a loop must fill neither the screen nor the memory.
constexpr std::size_t most_complaints = 5;  // of one call
constexpr std::size_t most_lines = 1000;    // logged by one instance

RandomStream stream(std::uint64_t seed, const char* purpose, std::uint32_t epoch, std::uint64_t sample) {
  return {seed, purpose == nullptr ? "" : purpose, epoch, sample};
}

void uniform(void*, std::uint64_t seed, const char* purpose, std::uint32_t epoch, std::uint64_t sample,
             float* values, std::size_t count) {
  constexpr float below_one = 0x1.fffffep-1F;  // the last 128 of 2^32 words would be rounded to 1
  stream(seed, purpose, epoch, sample).fill_uniform({values, count}, 0.0F, 1.0F);
  for (std::size_t i = 0; i < count; ++i) values[i] = std::min(values[i], below_one);
}

void normal(void*, std::uint64_t seed, const char* purpose, std::uint32_t epoch, std::uint64_t sample,
            float* values, std::size_t count) {
  stream(seed, purpose, epoch, sample).fill_normal({values, count}, 0.0F, 1.0F);
}

}  // namespace

PluginComplaint thrown_complaint(const char* where) {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return {.kind = PluginComplaint::Kind::no_memory};
  } catch (...) {
    return {.kind = PluginComplaint::Kind::broken_contract,
            .text = std::string("threw an exception out of ") + where};
  }
}

HostServices::HostServices(std::string plugin, std::uint64_t seed, PluginLog log, PluginProgress progress)
    : plugin_(std::move(plugin)), log_(std::move(log)), progress_(std::move(progress)) {
  host_ = {.struct_size = sizeof(cae_host),
           .abi_version = CAE_PLUGIN_ABI_VERSION,
           .context = this,
           .seed = seed,
           .log = &HostServices::log,
           .uniform = &uniform,
           .normal = &normal,
           .parallel_for = &HostServices::parallel_for,
           .report_parameter_error = &HostServices::report_parameter_error,
           .report_error = &HostServices::report_error,
           .progress = &HostServices::progress,
           .model = nullptr};
}

void HostServices::complain(PluginComplaint complaint) {
  const std::lock_guard lock(mutex_);
  const auto same = [&](const PluginComplaint& other) {
    return other.kind == complaint.kind && other.parameter == complaint.parameter &&
           other.text == complaint.text;
  };
  if (complaints_.size() >= most_complaints || std::any_of(complaints_.begin(), complaints_.end(), same)) {
    ++left_out_;
  } else {
    complaints_.push_back(std::move(complaint));
  }
}

PluginComplaints HostServices::take_complaints() {
  const std::lock_guard lock(mutex_);
  return {std::exchange(complaints_, {}), std::exchange(left_out_, 0)};
}

void HostServices::note_changes(const char* doing, const StateChanges& changes) {
  if (changes.empty()) return;  // as nearly always: without the lock
  const std::lock_guard lock(mutex_);
  for (const char* change : changes) {
    const auto same = [&](const PluginChange& other) { return std::string_view(other.what) == change; };
    if (std::none_of(changes_.begin(), changes_.end(), same)) changes_.push_back({change, doing});
  }
}

std::vector<PluginChange> HostServices::take_changes() {
  const std::lock_guard lock(mutex_);
  return {changes_.begin() + static_cast<std::ptrdiff_t>(std::exchange(told_changes_, changes_.size())),
          changes_.end()};
}

void HostServices::log(void* context, const char* text) {
  HostServices& services = self(context);
  if (!services.log_) return;
  try {
    const std::lock_guard lock(services.mutex_);
    if (services.logged_ > most_lines) return;
    ++services.logged_;
    services.log_(services.plugin_,
                  services.logged_ > most_lines
                      ? "(this was line " + std::to_string(most_lines) + "; no more are shown)"
                      : plugin_text(text));
  } catch (...) {
    // A line that cannot be printed must not stop the run, and no exception may reach the plugin.
  }
}

void HostServices::parallel_for(void* context, std::size_t count, void (*body)(void*, std::size_t),
                                void* data) {
  HostServices& services = self(context);
  const PluginActivity* call = current_plugin_activity();
  const PluginActivity alone = {services.plugin_.c_str(), services.plugin_.c_str(),
                                "a parallel_for of its own thread"};
  std::atomic<bool> threw = false;
  auto task = [&](std::size_t index) {
    StateChanges changes;
    try {
      const PluginBodyCall guard(call == nullptr ? alone : *call, changes);
      body(data, index);
    } catch (...) {
      if (!threw.exchange(true)) services.complain(thrown_complaint("the body of a parallel_for"));
      throw;
    }
    services.note_changes("the body of a parallel_for", changes);
  };
  try {
    OrderedTask ordered(task);
    // A process that the plugin forked does not have the threads that TBB would wait for.
    if (getpid() != services.process_) {
      for (std::size_t index = 0; index < count; ++index) ordered(index);
      return;
    }
    parallel_loop(
        count, [](void* function, std::size_t index) { (*static_cast<decltype(ordered)*>(function))(index); },
        &ordered);
  } catch (...) {
    // Not an error of the body: TBB got no thread or no memory.
    if (!threw) services.complain({.kind = PluginComplaint::Kind::shortage, .shortage = current_failure()});
  }
}

void HostServices::report_parameter_error(void* context, const char* parameter, const char* text) {
  self(context).complain({.kind = PluginComplaint::Kind::parameter,
                          .parameter = plugin_text(parameter),
                          .text = plugin_text(text)});
}

void HostServices::report_error(void* context, const char* text) {
  self(context).complain({.kind = PluginComplaint::Kind::failure, .text = plugin_text(text)});
}

int HostServices::progress(void* context, double done) {
  HostServices& services = self(context);
  if (!services.progress_) return 1;
  try {
    return services.progress_(done) ? 1 : 0;
  } catch (...) {
    return 1;  // nothing may be thrown into the plugin
  }
}

}  // namespace cae
