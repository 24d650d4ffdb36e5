#include "framework/primitives/winograd_transforms.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(WinogradTransforms, winograd_transforms)

}  // namespace cae
