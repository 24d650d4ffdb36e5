// The semantic model that the checker leaves behind, for tools that need more than the graph: where names are
// defined and used, and which layers, of which shapes, each line gives.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/text/span.h"
#include "framework/graph/shape.h"

namespace cae::dsl {

enum class NameKind {
  param,
  let,
  parameter,  // of a block
  turn,       // of a repeat: its counter
  block,
  layer,
};
// Whether a name of this kind can be used as a value.
bool is_value(NameKind kind);
// Its name in messages: "param".
std::string_view noun(NameKind kind);

using DefinitionId = std::int32_t;
inline constexpr DefinitionId no_definition = -1;

struct Definition {
  NameKind kind = NameKind::param;
  std::string name = {};
  Span span = {};   // the name where it is defined; the kind of a layer that has its name by its number
  Span scope = {};  // where it can be used
};

struct Use {
  Span span = {};
  DefinitionId definition = no_definition;
};

// One layer that a line gives.
struct GivenLayer {
  Span line = {};  // from its kind to its last word
  std::string name = {};
  std::string known_as = {};  // `name`, or that of the outermost call whose last line it is
  Shape shape = {};
};

class Meaning {
 public:
  DefinitionId define(Definition definition);
  void use(const Span& name, DefinitionId definition);
  void give(GivenLayer layer) { layers_.push_back(std::move(layer)); }

  const Definition& operator[](DefinitionId id) const { return definitions_[static_cast<std::size_t>(id)]; }
  const std::vector<Definition>& definitions() const { return definitions_; }
  // In the order in which the checker found them.
  const std::vector<Use>& uses() const { return uses_; }
  const std::vector<GivenLayer>& layers() const { return layers_; }

  // The definition that this name uses or defines; no_definition if neither.
  DefinitionId used_at(const Span& name) const;
  DefinitionId defined_at(const Span& name) const;
  // The definition of the name at `offset`, whether defined or used there; no_definition if there is none.
  DefinitionId definition_at(FileId file, std::uint32_t offset) const;
  std::vector<Span> uses_of(DefinitionId definition) const;
  // What the lines at `offset`, or around it, give.
  std::vector<GivenLayer> layers_at(FileId file, std::uint32_t offset) const;
  // The names of values that are in scope at a place, in alphabetical order; a few hundred at most.
  std::vector<std::string> values_at(const Span& place) const;

 private:
  std::vector<Definition> definitions_;
  std::vector<Use> uses_;
  std::vector<GivenLayer> layers_;
  std::unordered_map<std::uint64_t, DefinitionId> uses_by_begin_;
  std::unordered_map<std::uint64_t, DefinitionId> definitions_by_begin_;
};

}  // namespace cae::dsl
