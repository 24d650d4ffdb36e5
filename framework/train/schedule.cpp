#include "framework/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cae {

double learning_rate(const TrainConfig& config, std::int64_t epoch) {
  const ScheduleConfig& schedule = config.schedule;
  const double rate = config.optimizer.rate;
  if (epoch <= schedule.warmup) {
    return rate * static_cast<double>(epoch) / static_cast<double>(schedule.warmup + 1);
  }
  const std::int64_t passed = epoch - 1 - schedule.warmup;
  if (schedule.kind == "step") {
    return rate * std::pow(schedule.factor, static_cast<double>(passed / schedule.every));
  }
  if (schedule.kind == "cosine") {
    const auto length = std::max<std::int64_t>(config.epochs - 1 - schedule.warmup, 1);
    const double part = static_cast<double>(passed) / static_cast<double>(length);
    return schedule.final_rate +
           (rate - schedule.final_rate) * (1.0 + std::cos(std::numbers::pi * part)) / 2.0;
  }
  return rate;
}

}  // namespace cae
