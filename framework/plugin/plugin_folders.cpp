#include "framework/plugin/plugin_folders.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include "framework/base/catalogue/plugin.h"
#include "framework/base/folder_entries.h"
#include "framework/base/program_path.h"

namespace cae {
namespace {

namespace fs = std::filesystem;

// name -> path, the first folder winning.
std::map<std::string, std::string> plugin_files(const std::vector<std::string>& folders) {
  std::map<std::string, std::string> files;
  for (const std::string& folder : folders) {
    std::error_code error;
    for (const FolderEntry& entry : folder_entries(folder, error)) {
      const fs::path file = fs::path(folder) / entry.name;
      if (file.extension() == ".so") files.emplace(file.stem().string(), file.string());
    }
  }
  return files;
}

Result<Plugin> load_named(const std::string& name, const std::string& path, const Place& place) {
  Result<Plugin> plugin = Plugin::load(path, place);
  if (plugin && plugin->name() != name) return catalogue::misnamed_plugin(place, path, plugin->name());
  return plugin;
}

}  // namespace

std::vector<std::string> standard_plugin_folders() {
  std::vector<std::string> folders;
  if (const char* variable = std::getenv("CAE_LAB_PLUGINS")) {
    std::string_view rest = variable;
    while (!rest.empty()) {
      const std::size_t colon = std::min(rest.find(':'), rest.size());
      if (colon != 0) folders.emplace_back(rest.substr(0, colon));
      rest.remove_prefix(std::min(colon + 1, rest.size()));
    }
  }
  if (std::string folder = beside_program("lib/cae-lab/plugins"); !folder.empty())
    folders.push_back(std::move(folder));
  return folders;
}

std::string plugin_include_folder() {
  return beside_program("include/cae-lab");
}

Result<std::string> find_plugin_file(const std::string& name, const std::vector<std::string>& folders,
                                     const Place& place) {
  const std::map<std::string, std::string> files = plugin_files(folders);
  const auto found = files.find(name);
  if (found != files.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [known_name, path] : files) known.push_back(known_name);
  return catalogue::unknown_plugin(place, name, known, folders);
}

Result<Plugin> find_plugin(const std::string& name, const std::vector<std::string>& folders,
                           const Place& place) {
  if (name.find('/') != std::string::npos) {
    const fs::path path = name;
    // Relative to the folder of the experiment, as for its model; an absolute path stays as it is.
    return Plugin::load((fs::path(place.file).parent_path() / path).string(), place);
  }
  const Result<std::string> file = find_plugin_file(name, folders, place);
  if (!file) return file.diagnostics();
  return load_named(name, *file, place);
}

std::vector<PluginListing> list_plugins(const std::vector<std::string>& folders) {
  std::vector<PluginListing> listings;
  for (const auto& [name, path] : plugin_files(folders)) {
    listings.push_back({name, path, load_named(name, path, {})});
  }
  return listings;
}

}  // namespace cae
