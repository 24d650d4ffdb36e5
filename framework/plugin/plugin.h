// A loaded plugin and what it declares about itself: plain values, copied out of the shared object and
// checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"
#include "framework/base/value_range.h"
#include "framework/plugin/held_state.h"
#include "framework/plugin/plugin_setting.h"

struct cae_plugin;

namespace cae {

enum class PluginKind { augmentation, extractor, analysis };
std::string_view to_string(PluginKind kind);

// What an augmentation does to the images, as far as it says so.
enum class PluginEffect { unsaid, moves_pixels, corrupts_pixels };

enum class ParameterType { integer, number, flag, word, text, layer, table };
std::string_view to_string(ParameterType type);

// One declared parameter.
struct PluginParameter {
  std::string name;
  ParameterType type = ParameterType::number;
  bool required = false;
  // Of the type's alternative (word, text, layer, table: string); unused if required.
  SettingValue default_value = {};
  ValueRange range = {};                  // of an integer or a number
  std::vector<std::string> choices = {};  // of a word; of a table: words that stand for none
  std::string help;
};
// "from 0 to 1", "at least 0", "once, epoch", or "" where anything goes.
std::string allowed_text(const PluginParameter& parameter);

// A value as an experiment would write it; text is in quotes if `quoted`.
std::string setting_text(const SettingValue& value, bool quoted = false);

// Its code stays loaded until the program ends, so a Plugin is copied freely.
class Plugin {
 public:
  // Checks the file, its ABI version and its declarations before any of its code runs. `place` is where the
  // experiment names it. Diagnostics E602 to E608 name the path.
  static Result<Plugin> load(const std::string& path, const Place& place = {});

  const std::string& name() const { return name_; }
  const std::string& version() const { return version_; }
  const std::string& summary() const { return summary_; }
  PluginKind kind() const { return kind_; }
  PluginEffect effect() const { return effect_; }
  const std::string& path() const { return path_; }
  const std::string& sha256() const { return sha256_; }  // of the file
  const std::vector<PluginParameter>& parameters() const { return parameters_; }
  const cae_plugin& entry() const { return *entry_; }
  // What its constructors left changed when it was loaded, and what was put back: "the rounding mode".
  const StateChanges& changed_by_loading() const { return changed_by_loading_; }
  // The same plugin, called through the functions of another entry, which must live as long.
  Plugin through(const cae_plugin& entry) const;

 private:
  Plugin() = default;

  std::string name_, version_, summary_, path_, sha256_;
  PluginKind kind_ = PluginKind::augmentation;
  PluginEffect effect_ = PluginEffect::unsaid;
  std::vector<PluginParameter> parameters_;
  const cae_plugin* entry_ = nullptr;
  StateChanges changed_by_loading_;
};

}  // namespace cae
