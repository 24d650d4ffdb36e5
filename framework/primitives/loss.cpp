#include "framework/primitives/loss.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(LossLoops, loss_loops)

}  // namespace cae
