// Reads what a plugin's entry declares.
#pragma once

#include <string>
#include <vector>

#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/plugin.h"

namespace cae {

// Empty, or what is wrong with the entry, to go on after "the plugin PATH ". Calls nothing.
std::string entry_problem(const cae_plugin& entry);

// What it says of an augmentation's effect; unsaid where an older header did not know it, or a newer one
// knows more.
PluginEffect effect_of(const cae_plugin& entry);

struct ParameterReading {
  std::vector<PluginParameter> parameters = {};
  std::string problem = {};  // as above
};
// The declared parameters; a default must satisfy its own declaration.
ParameterReading read_parameters(const cae_plugin& entry);

}  // namespace cae
