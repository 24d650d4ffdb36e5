#include "framework/primitives/vector_kernels.h"

#include <string>

#include "framework/primitives/onednn.h"

namespace cae {

extern const VectorKernels vector_kernels_generic;
#if defined(CAE_HAS_AVX_SETS)
extern const VectorKernels vector_kernels_avx2;
extern const VectorKernels vector_kernels_avx512;
#endif

const VectorKernels& vector_kernels() {
  static const VectorKernels& chosen = []() -> const VectorKernels& {
#if defined(CAE_HAS_AVX_SETS)
    const std::string isa = onednn::isa_name();
    if (isa.starts_with("avx512")) return vector_kernels_avx512;
    if (isa.starts_with("avx2")) return vector_kernels_avx2;
#endif
    return vector_kernels_generic;
  }();
  return chosen;
}

}  // namespace cae
