#include "framework/primitives/strided_winograd.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(StridedWinogradSizes, strided_winograd)

}  // namespace cae
