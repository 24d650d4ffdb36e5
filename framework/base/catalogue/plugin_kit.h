// E75x: plugins that are begun and checked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic plugin_check_failed(std::string_view path, std::size_t failed, std::size_t all) {
  return {.code = "E750",
          .message = "the plugin " + shown(path, longest_path) + " failed " + std::to_string(failed) +
                     " of " + std::to_string(all) + " checks",
          .help = "docs/plugins.md explains each check; --only NAME repeats one",
          .blame = Blame::work};
}

// The operating system does not give what the check needs.
inline Diagnostic no_trial_process(std::string_view reason) {
  return {
      .code = "E751",
      .message = "a plugin is tried in a process of its own, but none can be started: " + std::string(reason),
      .help = "stop other programs, or raise the limit on processes (ulimit -u)",
      .blame = Blame::work};
}

inline Diagnostic bad_new_plugin_name(std::string_view name) {
  return {.code = "E752",
          .message = in_quotes(name) + " cannot be the name of a plugin",
          .help = "use 1 to 64 lower-case letters, digits, '-' or '_', beginning with a letter"};
}

inline Diagnostic new_plugin_exists(std::string_view folder) {
  return {.code = "E753",
          .message = shown(folder, longest_path) + " already exists",
          .help = "choose another name, or remove it; nothing was written"};
}

inline Diagnostic new_plugin_name_taken(std::string_view name, std::string_view path) {
  return {.code = "E754",
          .message = "a plugin called " + in_quotes(name) + " already exists: " + shown(path, longest_path),
          .help = "choose another name; an experiment finds a plugin by its name"};
}

inline Diagnostic no_new_plugin_folder(std::string_view folder, std::string_view reason) {
  return {.code = "E755",
          .message = "cannot make the folder " + shown(folder, longest_path) + ": " + std::string(reason),
          .help = "change to a folder in which you may write",
          .blame = Blame::work};
}

}  // namespace cae::catalogue
