// One run's tree, merged from the file, a variant and the command line, read into a RunConfig.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "dsl/experiment/keys.h"
#include "dsl/experiment/yaml_tree.h"
#include "dsl/text/mistakes.h"

namespace cae {

// A RunConfig, and where its values were given, for the checks that follow.
struct ReadRun {
  RunConfig config = {};
  bool has_model = false;                              // the model's file is named and exists
  Place model_place = {};                              // of `model`
  Place batch_place = {};                              // of train.batch, or of the model if that is missing
  std::map<std::string, Place> parameter_places = {};  // of the names in `set`
};

// Checks every key and value; what is wrong is added to `mistakes`, and the rest is still read. Paths are
// relative to `folder`, those of the command line to the working directory.
ReadRun read_run(const YamlNode& tree, const std::filesystem::path& folder, Mistakes& mistakes);

// `seeds`, in order; what is wrong is added to `mistakes`.
std::vector<std::uint64_t> read_seeds(const YamlEntry& entry, Mistakes& mistakes);

}  // namespace cae
