#include "framework/primitives/gathered_sums.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(GatheredSums, gathered_sums)

}  // namespace cae
