// The cae_results that an extractor or an analysis receives, and what it has added through it.
#pragma once

#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/host_services.h"
#include "framework/plugin/plugin_output.h"

namespace cae {

// Is a * b above the limit, also where the product would overflow?
inline bool exceeds(std::size_t a, std::size_t b, std::size_t limit) {
  return b != 0 && a > limit / b;
}

class OutputSink {
 public:
  // Refusals are reported there.
  explicit OutputSink(HostServices& services);
  OutputSink(const OutputSink&) = delete;
  OutputSink& operator=(const OutputSink&) = delete;

  const cae_results& results() const { return results_; }
  // What a plugin may not give but did, as the end of a sentence that begins with its name; or "".
  std::string problem() const;
  PluginOutput take() { return std::move(output_); }

 private:
  static OutputSink& self(void* context) { return *static_cast<OutputSink*>(context); }
  static double* add_table(void* context, const char* name, std::size_t rows, std::size_t columns,
                           const char* const* column_names, const std::int64_t* samples,
                           const std::int64_t* labels, const char* draw);
  static void add_metric(void* context, const char* name, double value);
  static void add_metric_of(void* context, const char* name, const char* split, const char* class_name,
                            double value);
  static std::uint8_t* add_picture(void* context, const char* name, std::size_t width, std::size_t height);

  void refuse(std::string text);
  bool allows(std::string_view thing, const char* name);
  bool allows_part(const char* part, const char* name);
  bool has_place(const std::string& table, std::size_t rows, std::size_t columns);
  std::string name_problem() const;

  HostServices& services_;
  PluginOutput output_;
  std::size_t numbers_ = 0;  // of all tables so far
  std::size_t pixels_ = 0;   // of all pictures so far
  cae_results results_;
};

}  // namespace cae
