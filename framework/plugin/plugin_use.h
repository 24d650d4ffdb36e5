// One use of a plugin in an experiment, checked: the plugin, and a value for each of its parameters.
#pragma once

#include <string>
#include <vector>

#include "framework/plugin/plugin.h"

namespace cae {

// The experiment's two lists. Augmentations are in `augment`, extractors and analyses in `analyse`.
enum class PluginList { augment, analyse };

struct ResolvedPlugin {
  Plugin plugin;
  // One for each declared parameter, in that order. An integer given for a number is a double here; a default
  // has the place of the use.
  std::vector<Setting> settings;
  Place place;                               // of the use
  std::string as = {};                       // in `analyse`: the name that the experiment gives, or ""
  Place as_place = {};                       // of that name
  std::string weights = {};                  // in `analyse`: "last", "best", or "" where nothing is said
  ChangedImages on = ChangedImages::inputs;  // in `augment`
};

// Finds and loads the plugin and checks the settings: unknown names (with the nearest), types, ranges,
// choices, missing ones. In `analyse`, `as` and `weights` are keys of the list, in `augment` `on` is,
// unless the plugin declares them. Every mistake is reported, each with its place in the experiment.
Result<ResolvedPlugin> resolve_plugin(const PluginUse& use, PluginList list,
                                      const std::vector<std::string>& folders);

// The check of the settings alone.
Result<std::vector<Setting>> resolve_settings(const Plugin& plugin, const PluginUse& use);

}  // namespace cae
