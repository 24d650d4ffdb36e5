// Where plugins are found: NAME is NAME.so in the first folder that has one.
#pragma once

#include <string>
#include <vector>

#include "framework/plugin/plugin.h"

namespace cae {

// The folders of the environment variable CAE_LAB_PLUGINS (separated by colons), then ../lib/cae-lab/plugins
// relative to the folder of the running program, so that an installation can be moved.
std::vector<std::string> standard_plugin_folders();

// The folder of cae_plugin.h that belongs to the running program: ../include/cae-lab.
std::string plugin_include_folder();

// The file of the plugin called `name`, which is not loaded. Not found: E601 with the nearest name.
Result<std::string> find_plugin_file(const std::string& name, const std::vector<std::string>& folders,
                                     const Place& place = {});

// The plugin called `name`. A name with a slash is the path of a shared object, relative to the folder of
// `place.file` (the experiment), or to the working directory where no file is named. Not found: E601.
Result<Plugin> find_plugin(const std::string& name, const std::vector<std::string>& folders,
                           const Place& place = {});

struct PluginListing {
  std::string name;  // the file's name without ".so"
  std::string path;
  Result<Plugin> plugin;
};
// Every plugin of the folders, by name; of two with the same name the one that find_plugin returns.
std::vector<PluginListing> list_plugins(const std::vector<std::string>& folders);

}  // namespace cae
