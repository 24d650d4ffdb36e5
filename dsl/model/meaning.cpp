#include "dsl/model/meaning.h"

#include <algorithm>
#include <utility>

namespace cae::dsl {
namespace {

// Candidates for an unknown name; a text with more definitions was not written by a person.
constexpr std::size_t most_names = 500;

std::uint64_t begin_of(const Span& span) {
  return (std::uint64_t{span.file} << 32) | span.begin;
}

bool stands_at(const Span& span, FileId file, std::uint32_t offset) {
  return span.file == file && span.begin <= offset && offset < span.end;
}

}  // namespace

bool is_value(NameKind kind) {
  return kind != NameKind::block && kind != NameKind::layer;
}

std::string_view noun(NameKind kind) {
  switch (kind) {
    case NameKind::param:
      return "param";
    case NameKind::let:
      return "let";
    case NameKind::parameter:
      return "parameter";
    case NameKind::turn:
      return "turn";
    case NameKind::block:
      return "block";
    case NameKind::layer:
      return "layer";
  }
  return "";
}

DefinitionId Meaning::define(Definition definition) {
  const auto id = static_cast<DefinitionId>(definitions_.size());
  definitions_by_begin_.emplace(begin_of(definition.span), id);
  definitions_.push_back(std::move(definition));
  return id;
}

void Meaning::use(const Span& name, DefinitionId definition) {
  if (uses_by_begin_.emplace(begin_of(name), definition).second) uses_.push_back({name, definition});
}

DefinitionId Meaning::used_at(const Span& name) const {
  const auto found = uses_by_begin_.find(begin_of(name));
  return found == uses_by_begin_.end() ? no_definition : found->second;
}

DefinitionId Meaning::defined_at(const Span& name) const {
  const auto found = definitions_by_begin_.find(begin_of(name));
  return found == definitions_by_begin_.end() ? no_definition : found->second;
}

DefinitionId Meaning::definition_at(FileId file, std::uint32_t offset) const {
  for (const Use& use : uses_) {
    if (stands_at(use.span, file, offset)) return use.definition;
  }
  const auto defined = std::find_if(definitions_.begin(), definitions_.end(),
                                    [&](const Definition& one) { return stands_at(one.span, file, offset); });
  return defined == definitions_.end() ? no_definition
                                       : static_cast<DefinitionId>(defined - definitions_.begin());
}

std::vector<Span> Meaning::uses_of(DefinitionId definition) const {
  std::vector<Span> spans;
  for (const Use& use : uses_) {
    if (use.definition == definition) spans.push_back(use.span);
  }
  return spans;
}

std::vector<GivenLayer> Meaning::layers_at(FileId file, std::uint32_t offset) const {
  std::vector<GivenLayer> here;
  std::copy_if(layers_.begin(), layers_.end(), std::back_inserter(here),
               [&](const GivenLayer& layer) { return stands_at(layer.line, file, offset); });
  return here;
}

std::vector<std::string> Meaning::values_at(const Span& place) const {
  std::vector<std::string> names;
  for (const Definition& definition : definitions_) {
    if (is_value(definition.kind) && definition.scope.holds(place)) names.push_back(definition.name);
    if (names.size() >= most_names) break;
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace cae::dsl
