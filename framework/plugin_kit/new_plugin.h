// The folder of a new plugin: source, test, CMakeLists.txt and page, which build and pass as they are.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/base/words.h"
#include "framework/plugin/plugin_kind_words.h"

namespace cae {

enum class PluginLanguage { c, cpp };
inline std::span<const Word<PluginLanguage>> words_of(PluginLanguage) {
  static constexpr Word<PluginLanguage> words[] = {{PluginLanguage::c, "c"}, {PluginLanguage::cpp, "c++"}};
  return words;
}

struct NewPlugin {
  std::string name = {};
  PluginKind kind = PluginKind::augmentation;
  PluginLanguage language = PluginLanguage::cpp;
};

struct NewFile {
  std::string name = {};
  std::string text = {};
  std::string meaning = {};  // for people
};
std::vector<NewFile> files_of(const NewPlugin& plugin);

// The one command that compiles it in its folder.
std::string compiler_command(const NewPlugin& plugin);

// Makes the folder NAME in the working directory. Refuses names that no plugin may have, that exist, or by
// which one of `folders` has a plugin.
Status write_new_plugin(const NewPlugin& plugin, const std::vector<std::string>& folders);

}  // namespace cae
