// The cae_results that a plugin's `check` receives: it records what the plugin will make, and makes nothing.
#pragma once

#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/host_services.h"
#include "framework/plugin/plugin_output.h"

namespace cae {

class ForesightSink {
 public:
  // Refusals are reported there.
  explicit ForesightSink(HostServices& services);
  ForesightSink(const ForesightSink&) = delete;
  ForesightSink& operator=(const ForesightSink&) = delete;

  const cae_results& results() const { return results_; }
  PluginForesight take() { return std::move(foresight_); }

 private:
  static ForesightSink& self(void* context) { return *static_cast<ForesightSink*>(context); }
  static double* add_table(void* context, const char* name, std::size_t rows, std::size_t columns,
                           const char* const* column_names, const std::int64_t* samples,
                           const std::int64_t* labels, const char* draw);
  static void add_memory(void* context, std::uint64_t bytes);

  HostServices& services_;
  PluginForesight foresight_;
  cae_results results_;
};

}  // namespace cae
