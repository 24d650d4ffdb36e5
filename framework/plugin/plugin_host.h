// The plugin host, in the order of use:
//   plugin_use.h       resolve_plugin(use, list, standard_plugin_folders()) checks what the experiment says
//   plugin_instance.h  PluginInstance::create(resolved, seed, position), then augment, or request and
//   extract,
//                      or request and analyse
#pragma once

#include "framework/plugin/chosen_samples.h"   // IWYU pragma: export
#include "framework/plugin/plugin.h"           // IWYU pragma: export
#include "framework/plugin/plugin_folders.h"   // IWYU pragma: export
#include "framework/plugin/plugin_instance.h"  // IWYU pragma: export
#include "framework/plugin/plugin_output.h"    // IWYU pragma: export
#include "framework/plugin/plugin_use.h"       // IWYU pragma: export
