#include "framework/primitives/transposition.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(Transposition, transposition)

}  // namespace cae
