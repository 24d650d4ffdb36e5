#include "dsl/model/analysis.h"

#include <utility>

#include "dsl/model/expand.h"
#include "dsl/model/frame.h"
#include "dsl/model/layer_words.h"
#include "dsl/model/lower.h"
#include "dsl/model/parsed_text.h"
#include "dsl/model/resolve.h"

namespace cae::dsl {
namespace {

std::vector<LayerWords> words_of_layers(const Expansion& expansion, const Scope& scope, Mistakes& mistakes) {
  std::vector<LayerWords> words;
  words.reserve(expansion.layers.size());
  for (const LayerLine& layer : expansion.layers) {
    const bool readable = layer.op != nullptr && !mistakes.enough();
    words.push_back(readable ? read_layer(*layer.written, *layer.op, scope, mistakes)
                             : LayerWords{.valid = false});
  }
  return words;
}

}  // namespace

Analysis analyse(std::string text, std::string file, const ParameterValues& parameters) {
  Analysis analysis;
  Mistakes mistakes(file);
  ParsedText parsed = parse_text(std::move(text), std::move(file), mistakes);
  analysis.sources = parsed.sources;
  analysis.tree = std::move(parsed.tree);
  const SourceSet& sources = *analysis.sources;
  if (analysis.tree.has_model) {
    Meaning& meaning = analysis.meaning;
    check_frame(analysis.tree, sources, mistakes);
    resolve_names(analysis.tree.model, sources, meaning, mistakes);
    const Expansion expansion = expand(analysis.tree, sources, parameters, meaning, mistakes);
    const std::vector<LayerWords> words =
        words_of_layers(expansion, Scope(sources, meaning, expansion.bindings), mistakes);
    analysis.graph = lower(analysis.tree.model.head, expansion, words, sources, meaning, mistakes);
  }
  if (mistakes.any()) analysis.graph.reset();
  analysis.mistakes = std::move(mistakes).finish();
  sources.quote(analysis.mistakes);
  return analysis;
}

}  // namespace cae::dsl
