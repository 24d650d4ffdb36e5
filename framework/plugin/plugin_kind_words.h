// The words of a plugin's kind: in messages, in listings and on the command line.
#pragma once

#include "framework/base/words.h"
#include "framework/plugin/plugin.h"

namespace cae {

inline std::span<const Word<PluginKind>> words_of(PluginKind) {
  static constexpr Word<PluginKind> words[] = {{PluginKind::augmentation, "augmentation"},
                                               {PluginKind::extractor, "extractor"},
                                               {PluginKind::analysis, "analysis"}};
  return words;
}

}  // namespace cae
