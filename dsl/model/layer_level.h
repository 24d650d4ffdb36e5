// The layers that the lines of one call, or of the model itself, can refer to.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "dsl/model/layer_names.h"
#include "dsl/model/meaning.h"

namespace cae::dsl {

// An expanded layer, by its number, or the model's input.
using LayerId = std::int32_t;
inline constexpr LayerId model_input = -1;

struct KnownLayer {
  LayerId layer = model_input;
  DefinitionId definition = no_definition;
};

class LayerLevel {
 public:
  // `prefix` comes before the names of the layers inside, "stage1."; `arriving` is what `input` refers to.
  LayerLevel(std::string prefix, LayerId arriving, const SourceSet& sources, Mistakes& mistakes)
      : names(sources, mistakes), prefix(std::move(prefix)), arriving(arriving) {}

  // The layer of that name above, in this call.
  std::optional<KnownLayer> find(const std::string& name) const;
  // Those for which `fits` holds of the layer.
  std::vector<std::string> known_names(const std::function<bool(LayerId)>& fits) const;

  LayerNames names;
  std::string prefix;
  LayerId arriving;
  std::map<std::string, KnownLayer, std::less<>> known = {};
};

}  // namespace cae::dsl
