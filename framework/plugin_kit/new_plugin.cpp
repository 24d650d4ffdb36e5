#include "framework/plugin_kit/new_plugin.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>

#include "framework/base/catalogue/plugin_kit.h"
#include "framework/base/files.h"
#include "framework/base/system_reason.h"
#include "framework/plugin_kit/template_texts.h"

namespace cae {
namespace {

constexpr std::size_t longest_name = 64;

bool is_plugin_name(std::string_view name) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && name.size() <= longest_name && is_letter(name.front()) &&
         std::ranges::all_of(
             name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

std::string ending_of(const NewPlugin& plugin) {
  return plugin.language == PluginLanguage::c ? "c" : "cpp";
}

// A template with its marks replaced.
std::string filled(const NewPlugin& plugin, const std::string& file) {
  const std::map<std::string, std::string> marks = {
      {"@NAME@", plugin.name},
      {"@ENDING@", ending_of(plugin)},
      {"@LANGUAGE@", plugin.language == PluginLanguage::c ? "C" : "CXX"},
      {"@COMPILE@", compiler_command(plugin)},
      {"@LIST@", plugin.kind == PluginKind::augmentation ? "augment" : "analyse"}};
  std::string text(template_texts().at(file));
  for (const auto& [mark, value] : marks) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
      text.replace(at, mark.size(), value);
  }
  return text;
}

}  // namespace

std::string compiler_command(const NewPlugin& plugin) {
  const std::string compiler = plugin.language == PluginLanguage::c ? "cc -std=c99" : "c++ -std=c++17";
  return compiler + " -O2 -shared -fPIC -fvisibility=hidden -I\"$(cae-lab plugins --include)\" -o " +
         plugin.name + ".so " + plugin.name + "." + ending_of(plugin);
}

std::vector<NewFile> files_of(const NewPlugin& plugin) {
  const std::string kind = word_of(plugin.kind), ending = ending_of(plugin);
  return {
      {plugin.name + "." + ending, filled(plugin, kind + "." + ending), "the plugin"},
      {"test." + ending, filled(plugin, kind + "_test.c"), "calls it with numbers whose results are known"},
      {"CMakeLists.txt", filled(plugin, "CMakeLists.txt"), "builds and tests it"},
      {"README.md", filled(plugin, kind + ".md"), "its page: what it does, how to build and use it"}};
}

Status write_new_plugin(const NewPlugin& plugin, const std::vector<std::string>& folders) {
  if (!is_plugin_name(plugin.name)) return catalogue::bad_new_plugin_name(plugin.name);
  for (const std::string& folder : folders) {
    const std::string path = folder + "/" + plugin.name + ".so";
    if (std::filesystem::exists(path)) return catalogue::new_plugin_name_taken(plugin.name, path);
  }
  constexpr mode_t everybody = 0777;  // the umask says who not
  if (mkdir(plugin.name.c_str(), everybody) != 0) {
    if (errno == EEXIST) return catalogue::new_plugin_exists(plugin.name);
    return catalogue::no_new_plugin_folder(plugin.name, system_reason(errno, "."));
  }
  for (const NewFile& file : files_of(plugin)) {
    if (Status written = write_file_atomically(plugin.name + "/" + file.name, file.text); !written)
      return written;
  }
  return Done{};
}

}  // namespace cae
