#include "dsl/model/layer_level.h"

namespace cae::dsl {

std::optional<KnownLayer> LayerLevel::find(const std::string& name) const {
  if (name == "input") return KnownLayer{.layer = arriving};
  const auto found = known.find(name);
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> LayerLevel::known_names(const std::function<bool(LayerId)>& fits) const {
  std::vector<std::string> names;
  if (fits(arriving)) names.emplace_back("input");
  for (const auto& [name, layer] : known) {
    if (fits(layer.layer)) names.push_back(name);
  }
  return names;
}

}  // namespace cae::dsl
