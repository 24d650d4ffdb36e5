// `mirror encoder [tied=on] [last=sigmoid]`: the layers that undo the encoder.
#pragma once

#include <variant>
#include <vector>

#include "dsl/model/expand.h"
#include "framework/graph/mirror.h"

namespace cae::dsl {

const LineForm& mirror_form();
MirrorOptions mirror_options(const LayerWords& words);

// The layers of the encoder on the way to `code`, its first one first; what arrives at a layer first is the
// way. Empty where `code` is not in the encoder, or where a layer on the way is wrong, which is then already
// reported or will be.
std::vector<EncoderLayer> encoder_path(const Expansion& expansion, LayerId code, const Shape& input);

}  // namespace cae::dsl
