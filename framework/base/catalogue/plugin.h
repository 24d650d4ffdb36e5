// E6xx: plugins.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline std::string plugin_word_list(const std::vector<std::string>& words, std::string_view none) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list.empty() ? std::string(none) : list;
}

inline Diagnostic unknown_plugin(const Place& place, std::string_view name,
                                 const std::vector<std::string>& known,
                                 const std::vector<std::string>& folders) {
  return {.code = "E601",
          .place = place,
          .message = "no plugin is called '" + std::string(name) + "'",
          .help = did_you_mean(name, known, "there are: " + plugin_word_list(known, "none")) + "; searched " +
                  plugin_word_list(folders, "no folder") +
                  " (CAE_LAB_PLUGINS adds folders; a path with a slash names one file)"};
}

// The file cannot be opened or read; `reason` is the system's.
inline Diagnostic unreadable_plugin(const Place& place, std::string_view path, std::string_view reason) {
  return {.code = "E602",
          .place = place,
          .message = "cannot read the plugin " + std::string(path) + ": " + std::string(reason),
          .help = "check the path; cae-lab plugins lists the plugins that it finds by name"};
}

// `why` goes on after "is no shared object that this machine can load: ".
inline Diagnostic not_a_shared_object(const Place& place, std::string_view path, std::string_view why) {
  return {.code = "E603",
          .place = place,
          .message =
              std::string(path) + " is not a shared object that this machine can load: " + std::string(why),
          .help = "build it with -shared -fPIC on this kind of machine; see docs/plugins.md"};
}

inline Diagnostic not_a_plugin(const Place& place, std::string_view path, std::string_view why) {
  return {
      .code = "E604",
      .place = place,
      .message = std::string(path) + " is a shared object, but not a cae-lab plugin: " + std::string(why),
      .help = "a plugin defines `const cae_plugin cae_plugin_entry` of cae_plugin.h; see docs/plugins.md"};
}

inline Diagnostic other_plugin_abi(const Place& place, std::string_view path, std::uint32_t found,
                                   std::uint32_t wanted) {
  return {.code = "E605",
          .place = place,
          .message = "the plugin " + std::string(path) + " has ABI version " + std::to_string(found) +
                     ", this cae-lab needs version " + std::to_string(wanted),
          .help =
              "compile it again with the cae_plugin.h of this cae-lab (cae-lab plugins --include prints its "
              "folder)"};
}

inline Diagnostic wrong_plugin_sizes(const Place& place, std::string_view path, std::string_view which,
                                     std::uint32_t found, std::uint64_t known) {
  return {.code = "E606",
          .place = place,
          .message = "the plugin " + std::string(path) + " declares that its " + std::string(which) +
                     " has " + std::to_string(found) + " bytes; this cae-lab can read " +
                     std::to_string(known) + " or slightly more",
          .help = "let its cae_plugin_entry begin with CAE_PLUGIN_HEADER of cae_plugin.h"};
}

// The dynamic linker refused it; `reason` names the missing library or symbol.
inline Diagnostic plugin_does_not_link(const Place& place, std::string_view path, std::string_view reason) {
  return {.code = "E607",
          .place = place,
          .message = "the plugin " + std::string(path) + " does not link: " + std::string(reason),
          .help = "install the library that it needs, or link it into the plugin"};
}

// What the plugin says about itself makes no sense; `what` goes on after the path.
inline Diagnostic bad_plugin_declaration(const Place& place, std::string_view path, std::string_view what) {
  return {.code = "E608",
          .place = place,
          .message = "the plugin " + std::string(path) + " " + std::string(what),
          .help = "this is a fault of the plugin; cae_plugin.h says what each field means"};
}

inline Diagnostic misnamed_plugin(const Place& place, std::string_view path, std::string_view name) {
  return {.code = "E609",
          .place = place,
          .message = "the plugin " + std::string(path) + " declares the name '" + std::string(name) + "'",
          .help = "name the file " + std::string(name) + ".so"};
}

inline Diagnostic plugin_in_wrong_list(const Place& place, std::string_view plugin, std::string_view kind,
                                       std::string_view list, std::string_view right_list) {
  return {.code = "E610",
          .place = place,
          .message = "'" + std::string(plugin) + "' is an " + std::string(kind) + " and cannot be used in '" +
                     std::string(list) + "'",
          .help = "move it to '" + std::string(right_list) + "'"};
}

inline Diagnostic unknown_plugin_parameter(const Place& place, std::string_view plugin, std::string_view name,
                                           const std::vector<std::string>& known) {
  return {.code = "E611",
          .place = place,
          .message = "'" + std::string(plugin) + "' has no parameter '" + std::string(name) + "'",
          .help = did_you_mean(name, known, "its parameters are: " + plugin_word_list(known, "none"))};
}

// `wanted` as in "a number", `found` as the experiment writes it.
inline Diagnostic wrong_parameter_type(const Place& place, std::string_view plugin, std::string_view name,
                                       std::string_view wanted, std::string_view found) {
  return {.code = "E612",
          .place = place,
          .message = "'" + std::string(name) + "' of '" + std::string(plugin) + "' must be " +
                     std::string(wanted) + ", not " + std::string(found),
          .help = "cae-lab plugins " + std::string(plugin) + " explains its parameters"};
}

// `range` as in "from 0 to 1" or "at least 0".
inline Diagnostic parameter_out_of_range(const Place& place, std::string_view plugin, std::string_view name,
                                         std::string_view found, std::string_view range) {
  return {.code = "E613",
          .place = place,
          .message = "'" + std::string(name) + "' of '" + std::string(plugin) + "' is " + std::string(found) +
                     ", which is out of its range",
          .help = "it can be " + std::string(range)};
}

inline Diagnostic unknown_parameter_choice(const Place& place, std::string_view plugin, std::string_view name,
                                           std::string_view found, const std::vector<std::string>& choices) {
  return {.code = "E614",
          .place = place,
          .message = "'" + std::string(name) + "' of '" + std::string(plugin) + "' cannot be '" +
                     std::string(found) + "'",
          .help = did_you_mean_of(found, choices, "allowed are: " + plugin_word_list(choices, "none"))};
}

inline Diagnostic missing_plugin_parameter(const Place& place, std::string_view plugin, std::string_view name,
                                           std::string_view help) {
  return {.code = "E615",
          .place = place,
          .message = "'" + std::string(plugin) + "' needs the parameter '" + std::string(name) + "'",
          .help = std::string(name) + ": " + std::string(help)};
}

// The plugin's own complaint about a value of the experiment.
inline Diagnostic plugin_refuses_parameter(const Place& place, std::string_view plugin, std::string_view path,
                                           std::string_view name, std::string_view text) {
  return {.code = "E616",
          .place = place,
          .message = "'" + std::string(name) + "' of '" + std::string(plugin) + "': " + std::string(text),
          .help = "reported by the plugin " + std::string(path)};
}

// `doing` as in "augment"; `text` is the plugin's own, or "" if it gave none.
inline Diagnostic plugin_failed(const Place& place, std::string_view plugin, std::string_view path,
                                std::string_view doing, std::string_view text) {
  return {.code = "E617",
          .place = place,
          .message = "the plugin '" + std::string(plugin) + "' failed in " + std::string(doing) + ": " +
                     (text.empty() ? "it gave no reason" : std::string(text)),
          .help = "reported by the plugin " + std::string(path) + "; what was recorded before is kept",
          .blame = Blame::work};
}

// It gave what no plugin may give: `what` goes on after its name.
inline Diagnostic plugin_broke_contract(const Place& place, std::string_view plugin, std::string_view path,
                                        std::string_view doing, std::string_view what) {
  return {.code = "E618",
          .place = place,
          .message = "the plugin '" + std::string(plugin) + "' " + std::string(what) + " (in " +
                     std::string(doing) + ")",
          .help = "this is a fault of the plugin " + std::string(path) + "; what was recorded before is kept",
          .blame = Blame::work};
}

// An exception of the plugin's that says that it found no memory.
inline Diagnostic plugin_out_of_memory(const Place& place, std::string_view plugin, std::string_view doing) {
  return {
      .code = "E643",
      .place = place,
      .message = "not enough memory for the plugin '" + std::string(plugin) + "' in " + std::string(doing),
      .help =
          "give it fewer images or a smaller batch, raise the limit (ulimit -v), or stop other programs; "
          "what was recorded before is kept",
      .blame = Blame::work};
}

// `what` as in "the rounding mode".
inline Diagnostic plugin_left_changed(const Place& place, std::string_view plugin, std::string_view path,
                                      std::string_view doing, std::string_view what) {
  return {.code = "W640",
          .place = place,
          .message = "the plugin '" + std::string(plugin) + "' left " + std::string(what) + " changed in " +
                     std::string(doing) + "; it was restored",
          .help = "the run does not depend on it; this is a fault of the plugin " + std::string(path),
          .severity = Severity::warning};
}

// An extractor needs a layer that the model does not have.
inline Diagnostic unknown_plugin_layer(const Place& place, std::string_view plugin, std::string_view layer,
                                       const std::vector<std::string>& layers) {
  return {.code = "E619",
          .place = place,
          .message = "'" + std::string(plugin) + "' needs the layer '" + std::string(layer) +
                     "', which the model does not have",
          .help = did_you_mean(layer, layers, "the layers are: " + plugin_word_list(layers, "none"))};
}

}  // namespace cae::catalogue
