// Every key of an experiment. Those of one run are declared beside their settings (base/setting_key.h says
// how): in framework/run/run_config.cpp, framework/data/data_config.h and framework/train/train_config.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/run/run_config.h"

namespace cae {

// The file, with the sections below it.
const Section& experiment_keys();

// The key that an unknown name most likely means, or "".
std::string meant_key(const Section& section, std::string_view name);

// The sections, by path, that have a key of this name.
std::vector<std::string> sections_with(std::string_view key);

// What a key may hold, for messages and documentation: "a whole number", "one of sgd, adam, adamw".
std::string wanted(const Key& key);
// "from 1 to 65536", "above 0", "at least 0"; "" where there is no bound.
std::string range_text(const Key& key);
// The value in a RunConfig as it would be written in YAML; "" for keys that set more than one field.
std::string field_text(const Key& key, RunConfig config);

// The table of docs/experiments.md.
std::string keys_as_markdown();

}  // namespace cae
