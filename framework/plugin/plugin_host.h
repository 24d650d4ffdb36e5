// The plugin host, in the order of use:
//   resolve_plugin(use, list, standard_plugin_folders())   check what the experiment says        plugin_use.h
//   PluginInstance::create(resolved, seed, position)       set it to work plugin_instance.h augment, or
//   request + extract, or request + analyse
#pragma once

#include "framework/plugin/chosen_samples.h"   // IWYU pragma: export
#include "framework/plugin/plugin.h"           // IWYU pragma: export
#include "framework/plugin/plugin_folders.h"   // IWYU pragma: export
#include "framework/plugin/plugin_instance.h"  // IWYU pragma: export
#include "framework/plugin/plugin_output.h"    // IWYU pragma: export
#include "framework/plugin/plugin_use.h"       // IWYU pragma: export
