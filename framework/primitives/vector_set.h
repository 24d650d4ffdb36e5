// Our own loops dispatch on the ISA at run time: each source is compiled for every instruction set
// (vector.cmake), and the table for this CPU is chosen once, within oneDNN's cap (ONEDNN_MAX_CPU_ISA).
#pragma once

namespace cae {

enum class VectorSet { generic, avx2, avx512 };

VectorSet vector_set();

// Declares the tables NAME_generic, NAME_avx2, NAME_avx512 and defines `const Type& NAME()`.
#if defined(CAE_HAS_AVX_SETS)
#define CAE_CHOOSE_TABLE(Type, name)                                                \
  extern const Type name##_generic;                                                 \
  extern const Type name##_avx2;                                                    \
  extern const Type name##_avx512;                                                  \
  const Type& name() {                                                              \
    static const Type& chosen = vector_set() == VectorSet::avx512 ? name##_avx512   \
                                : vector_set() == VectorSet::avx2 ? name##_avx2     \
                                                                  : name##_generic; \
    return chosen;                                                                  \
  }
#else
#define CAE_CHOOSE_TABLE(Type, name) \
  extern const Type name##_generic;  \
  const Type& name() {               \
    return name##_generic;           \
  }
#endif

}  // namespace cae
