#include "framework/primitives/compute_scope.h"

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

// GCC's OpenMP, with which Debian's oneDNN is linked; <omp.h> would be that of the compiler in use.
extern "C" {
int omp_get_max_threads(void);
void omp_set_num_threads(int);
}

namespace cae {
namespace {

#if defined(__SSE__)
constexpr unsigned long flush_bits = 0x8040;  // FTZ and DAZ of MXCSR
unsigned long floating_point_state() {
  return _mm_getcsr();
}
void set_floating_point_state(unsigned long state) {
  _mm_setcsr(static_cast<unsigned int>(state));
}
#elif defined(__aarch64__)
constexpr unsigned long flush_bits = 1UL << 24;  // FZ of FPCR
unsigned long floating_point_state() {
  unsigned long state;
  asm volatile("mrs %0, fpcr" : "=r"(state));
  return state;
}
void set_floating_point_state(unsigned long state) {
  asm volatile("msr fpcr, %0" ::"r"(state));
}
#else
constexpr unsigned long flush_bits = 0;
unsigned long floating_point_state() {
  return 0;
}
void set_floating_point_state(unsigned long) {}
#endif

}  // namespace

ComputeScope::ComputeScope()
    : openmp_threads_(omp_get_max_threads()), floating_point_state_(floating_point_state()) {
  omp_set_num_threads(1);
  set_floating_point_state(floating_point_state_ | flush_bits);
}

ComputeScope::~ComputeScope() {
  set_floating_point_state(floating_point_state_);
  omp_set_num_threads(openmp_threads_);
}

}  // namespace cae
