#include "framework/primitives/narrow_convolution.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(NarrowConvolution, narrow_convolution)

}  // namespace cae
