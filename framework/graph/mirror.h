// The decoder that undoes an encoder, layer by layer from its end, as `mirror encoder` writes it.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "framework/graph/attributes.h"

namespace cae {

// A layer of the encoder, on the way from its input to its code.
struct EncoderLayer {
  std::string kind = {};
  std::string name = {};
  Attributes attributes = {};  // with defaults
  Shape input = {};
  Shape output = {};
};

struct MirrorOptions {
  bool tied = false;     // weights are those of the encoder, transposed
  Activation last = {};  // of the layer that gives the encoder's input back
};

struct MirroredLayer {
  std::string kind = {};
  Attributes attributes = {};
  std::size_t undoes = 0;  // that layer of the encoder
};

// Why a layer of the encoder cannot be undone: goes on after its name, "whose dilation a deconv does not
// have".
struct MirrorProblem {
  std::size_t layer = 0;
  std::string reason = {};
  std::string help = {};
};

// Layers that give, from the shape at the encoder's end, the shape of its input: conv and depthwise become
// deconv, deconv conv, dense dense, pool upsample, upsample pool, flatten reshape, crop zeropad, and each the
// other way round; rows and columns that are left over are cropped or padded. What keeps the shape (norms,
// activations, dropout, sample) is not repeated. A layer with weights gets the activation of the encoder's
// layer whose output it gives back.
std::variant<std::vector<MirroredLayer>, MirrorProblem> mirror(std::span<const EncoderLayer> encoder,
                                                               const MirrorOptions& options);

}  // namespace cae
