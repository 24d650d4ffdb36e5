// `output NAME [loss=KIND] [weight=W] [target=input|labels]`: a layer that is compared with a target.
#pragma once

#include "dsl/model/layer_words.h"

namespace cae::dsl {

// What such a line says beside the name of its layer.
struct OutputLine {
  std::string loss = {};  // "": that of the experiment
  double weight = 1.0;
  std::string target = {};
};

const LineForm& output_form();

// From the words of such a line; nothing if a mistake was added.
std::optional<OutputLine> read_output(const LayerWords& words, const SourceSet& sources, Mistakes& mistakes);

}  // namespace cae::dsl
