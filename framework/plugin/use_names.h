// The names of the uses in a list of analyses, and of the tables and pictures that they give.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"
#include "framework/plugin/plugin_use.h"

namespace cae {

// The pictures of every run; no analysis can have these names.
inline constexpr std::string_view losses_picture = "losses";
inline constexpr std::string_view reconstructions_picture = "reconstructions";

// A use and what decides its name.
struct NamedUse {
  std::string plugin = {};  // the plugin's own name
  std::string as = {};      // what the experiment says, or ""
  Place place = {};         // of `as`
};

// The name of each use: what `as` says, else the plugin's name, numbered from the second use without `as` on:
// pca, pca2, pca3. `taken` are names that the run already has. Two uses with one name are E841, a reserved
// name E840.
Result<std::vector<std::string>> name_uses(const std::vector<NamedUse>& uses,
                                           const std::vector<std::string>& taken = {});

// The name under which a table or picture that the plugin calls `given` is kept, and the file's: as given for
// a use that is called like its plugin, else with the use's name in place of the plugin's or before it
// ("pca-images" of a use pca8 is "pca8-images", "map" is "pca8-map").
std::string kept_name(std::string_view use, std::string_view plugin, std::string_view given);

}  // namespace cae
