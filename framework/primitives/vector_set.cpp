#include "framework/primitives/vector_set.h"

#include <string>

#include "framework/primitives/onednn.h"

namespace cae {

VectorSet vector_set() {
  static const VectorSet set = [] {
    const std::string isa = onednn::isa_name();
    if (isa.starts_with("avx512")) return VectorSet::avx512;
    if (isa.starts_with("avx2")) return VectorSet::avx2;
    return VectorSet::generic;
  }();
  return set;
}

}  // namespace cae
