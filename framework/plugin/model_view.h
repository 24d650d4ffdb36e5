// A PluginModel in the form of the plugin header.
#pragma once

#include <vector>

#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/host_services.h"
#include "framework/plugin/plugin_model.h"

namespace cae {

class ModelView {
 public:
  // What goes wrong in a call is reported to `services`.
  ModelView(PluginModel model, HostServices& services);
  ModelView(const ModelView&) = delete;
  ModelView& operator=(const ModelView&) = delete;

  const cae_model& view() const { return view_; }

 private:
  static int decode(void* context, const float* codes, std::size_t count, float* images);

  PluginModel model_;
  HostServices& services_;
  std::vector<cae_array> arrays_;
  std::vector<const cae_array*> pointers_;
  cae_model view_;
};

}  // namespace cae
