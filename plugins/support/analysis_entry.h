// The functions of an analysis that the host calls, made from a struct.
#pragma once

#include <cstddef>
#include <iterator>

#include "cae_plugin.h"
#include "support/analysis.h"

namespace plugin {

// `Use`, one use of an analysis, has: the texts `name`, `version` and `summary`, `parameters`, the `host`
// that it was made for, make(host, values), which returns a new one or NULL with the reason reported,
// check(Call) and analyse(Call), and, where it needs more than tables, ask(cae_request&). make, check and
// analyse may throw.
template <class Use>
class AnalysisFunctions {
 public:
  static void* create(const cae_host* host, const cae_value* values) {
    return created(host, [&] { return Use::make(host, values); });
  }
  static void destroy(void* instance) { delete static_cast<Use*>(instance); }

  static int request(void* instance, cae_request* wanted) {
    use_of(instance).ask(*wanted);
    return CAE_OK;
  }
  static int check(void* instance, const cae_batch* images, const cae_table* const* tables,
                   std::size_t table_count, const cae_results* results) {
    const Use& use = use_of(instance);
    return guarded(*use.host, [&] { return use.check({images, tables, table_count, *results}); });
  }
  static int analyse(void* instance, const cae_batch* images, const cae_table* const* tables,
                     std::size_t table_count, const cae_results* results) {
    const Use& use = use_of(instance);
    return guarded(*use.host, [&] { return use.analyse({images, tables, table_count, *results}); });
  }

 private:
  static const Use& use_of(void* instance) { return *static_cast<const Use*>(instance); }
};

template <class Use>
constexpr cae_plugin entry_of() {
  using Functions = AnalysisFunctions<Use>;
  cae_plugin entry = {CAE_PLUGIN_HEADER,
                      CAE_ANALYSIS,
                      Use::name,
                      Use::version,
                      Use::summary,
                      std::data(Use::parameters),
                      std::size(Use::parameters),
                      Functions::create,
                      Functions::destroy,
                      nullptr,
                      nullptr,
                      nullptr,
                      Functions::analyse,
                      Functions::check,
                      CAE_EFFECT_UNSAID};
  if constexpr (requires(const Use& use, cae_request& wanted) { use.ask(wanted); })
    entry.request = Functions::request;
  return entry;
}

}  // namespace plugin
