#include "framework/draw/kind_colours.h"

#include <algorithm>
#include <array>

#include "framework/graph/operator.h"

namespace cae {
namespace {

struct Family {
  std::array<std::string_view, 5> kinds;
  KindColours colours;
};

constexpr KindColours activation_colours{"#fdf6d0", "#b59b1c"};
constexpr KindColours neutral_colours{"#f1f3f5", "#868e96"};
constexpr std::array families{
    Family{{"conv", "depthwise", "upsample_conv", "winograd_conv", "strided_winograd_conv"},
           {"#dbeafe", "#2563eb"}},
    Family{{"deconv", "strided_winograd_deconv"}, {"#cffafe", "#0e7490"}},
    Family{{"dense"}, {"#ede9fe", "#7c3aed"}},
    Family{{"bn", "layer_norm", "group_norm", "bn_pool", "bn_pointwise"}, {"#e3f6e8", "#2f9e58"}},
    Family{{"pool", "crop"}, {"#ffe8d6", "#d9660b"}},
    Family{{"upsample", "zeropad", "pixel_shuffle"}, {"#fde2ef", "#d6336c"}},
    Family{{"dropout"}, {"#fde2e1", "#c92a2a"}},
};

}  // namespace

KindColours colours_of_kind(std::string_view kind) {
  for (const Family& family : families) {
    if (std::find(family.kinds.begin(), family.kinds.end(), kind) != family.kinds.end())
      return family.colours;
  }
  const Operator* op = find_operator(kind);
  return op != nullptr && op->is_activation() ? activation_colours : neutral_colours;
}

}  // namespace cae
