// Which plugin some code belongs to, found without locks and allocation, for signal handlers.
#pragma once

#include "framework/base/activity.h"

namespace cae {

// `entry` is any address within the plugin's shared object, which stays loaded until the program ends; so do
// the texts of `plugin`. Objects beyond the first 256 are not known later.
void note_plugin_code(const void* entry, const PluginActivity& plugin);

// The plugin that holds the code at `address`; nullptr if none does.
const PluginActivity* plugin_of_code(const void* address);

// The plugin whose code this thread runs now or has called from; nullptr if there is none.
const PluginActivity* plugin_on_stack();

// The path of the shared object that holds the code at `address`; "" for the program itself; nullptr if
// unknown.
const char* object_of_code(const void* address);

}  // namespace cae
