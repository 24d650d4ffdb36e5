#include "framework/train/schedule.h"

#include <cmath>
#include <numbers>

namespace cae {

double learning_rate(const TrainConfig& config, std::int64_t epoch, std::int64_t step, std::int64_t steps) {
  const ScheduleConfig& schedule = config.schedule;
  const double rate = config.optimizer.rate;
  const std::int64_t done = (epoch - 1) * steps + step - 1;  // steps before this one
  const std::int64_t warmup = schedule.warmup * steps;
  if (done < warmup) return rate * static_cast<double>(done + 1) / static_cast<double>(warmup + 1);
  const std::int64_t passed = done - warmup;
  if (schedule.kind == Schedule::step) {
    return rate * std::pow(schedule.factor, static_cast<double>(passed / (schedule.every * steps)));
  }
  if (schedule.kind == Schedule::cosine) {
    const std::int64_t last = (config.epochs - schedule.warmup) * steps - 1;
    if (passed >= last) return schedule.final_rate;
    const double part = static_cast<double>(passed) / static_cast<double>(last);
    return schedule.final_rate +
           (rate - schedule.final_rate) * (1.0 + std::cos(std::numbers::pi * part)) / 2.0;
  }
  return rate;
}

}  // namespace cae
