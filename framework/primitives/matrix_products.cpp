#include "framework/primitives/matrix_products.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(MatrixProducts, matrix_products)

}  // namespace cae
