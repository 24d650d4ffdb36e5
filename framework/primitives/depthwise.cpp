#include "framework/primitives/depthwise.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(Depthwise, depthwise)

}  // namespace cae
