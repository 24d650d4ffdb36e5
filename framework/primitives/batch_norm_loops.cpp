#include "framework/primitives/batch_norm_loops.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(BatchNormLoops, batch_norm_loops)

}  // namespace cae
