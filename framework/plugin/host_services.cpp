#include "framework/plugin/host_services.h"

#include <span>
#include <utility>

#include "framework/base/ordered_task.h"
#include "framework/base/random.h"
#include "framework/plugin/parallel_loop.h"
#include "framework/plugin/plugin_text.h"

namespace cae {
namespace {

RandomStream stream(std::uint64_t seed, const char* purpose, std::uint32_t epoch, std::uint64_t sample) {
  return {seed, purpose == nullptr ? "" : purpose, epoch, sample};
}

void uniform(void*, std::uint64_t seed, const char* purpose, std::uint32_t epoch, std::uint64_t sample,
             float* values, std::size_t count) {
  stream(seed, purpose, epoch, sample).fill_uniform({values, count}, 0.0F, 1.0F);
}

void normal(void*, std::uint64_t seed, const char* purpose, std::uint32_t epoch, std::uint64_t sample,
            float* values, std::size_t count) {
  stream(seed, purpose, epoch, sample).fill_normal({values, count}, 0.0F, 1.0F);
}

}  // namespace

HostServices::HostServices(std::string plugin, std::uint64_t seed, PluginLog log)
    : plugin_(std::move(plugin)), log_(std::move(log)) {
  host_ = {.struct_size = sizeof(cae_host),
           .abi_version = CAE_PLUGIN_ABI_VERSION,
           .context = this,
           .seed = seed,
           .log = &HostServices::log,
           .uniform = &uniform,
           .normal = &normal,
           .parallel_for = &HostServices::parallel_for,
           .report_parameter_error = &HostServices::report_parameter_error,
           .report_error = &HostServices::report_error};
}

void HostServices::complain(PluginComplaint complaint) {
  const std::lock_guard lock(mutex_);
  complaints_.push_back(std::move(complaint));
}

std::vector<PluginComplaint> HostServices::take_complaints() {
  const std::lock_guard lock(mutex_);
  return std::exchange(complaints_, {});
}

void HostServices::log(void* context, const char* text) {
  HostServices& services = self(context);
  if (!services.log_) return;
  try {
    const std::lock_guard lock(services.mutex_);
    services.log_(services.plugin_, plugin_text(text));
  } catch (...) {
    // A line that cannot be printed is no reason to stop, and nothing may be thrown into the plugin.
  }
}

void HostServices::parallel_for(void* context, std::size_t count, void (*body)(void*, std::size_t),
                                void* data) {
  try {
    auto task = [&](std::size_t index) { body(data, index); };
    OrderedTask ordered(task);
    parallel_loop(
        count, [](void* function, std::size_t index) { (*static_cast<decltype(ordered)*>(function))(index); },
        &ordered);
  } catch (...) {
    self(context).complain({.kind = PluginComplaint::Kind::broken_contract,
                            .text = "threw an exception out of the body of a parallel_for"});
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

}  // namespace cae
