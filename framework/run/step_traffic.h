// What a rank exchanges with the others in a step, for `run --profile`.
#pragma once

#include <cstdint>
#include <string>

#include "framework/engine/exchange.h"

namespace cae {

class StepTraffic {
 public:
  // Called after each step, `step` being its number within the epoch; what lies between epochs is not
  // counted.
  void add(std::int64_t step, const ExchangeCount& now);
  // "", where there was no second step.
  std::string text() const;

 private:
  ExchangeCount last_ = {};
  ExchangeCount sum_ = {};
  std::int64_t steps_ = 0;
};

}  // namespace cae
