// Loops that do nothing but multiply and add, or nothing but move memory: what a core can do at best.
#pragma once

#include <cstddef>

namespace cae {

struct SpeedProbe {
  // Fused multiply-adds (or a multiply and an add where the set has none) on registers alone. Returns a sum
  // that is not needed, so that the compiler cannot remove the work.
  float (*multiply_add)(std::size_t rounds, float factor, float term);
  double operations_of_round;  // floating-point operations of one round

  // a = b + factor * c, the triad of STREAM (McCalpin, 1995): 12 bytes a number.
  void (*triad)(float* a, const float* b, const float* c, float factor, std::size_t count);
};

const SpeedProbe& speed_probe();

}  // namespace cae
