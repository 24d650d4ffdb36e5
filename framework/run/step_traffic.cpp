#include "framework/run/step_traffic.h"

#include <cstdio>

namespace cae {

void StepTraffic::add(std::int64_t step, const ExchangeCount& now) {
  if (step > 1) {
    ++steps_;
    sum_.exchanges += now.exchanges - last_.exchanges;
    sum_.sent_bytes += now.sent_bytes - last_.sent_bytes;
    sum_.seconds += now.seconds - last_.seconds;
  }
  last_ = now;
}

std::string StepTraffic::text() const {
  if (steps_ == 0) return "";
  const auto steps = static_cast<double>(steps_);
  char text[160];
  std::snprintf(text, sizeof text,
                "rank 0 sends %.0f bytes a step to the other ranks, in %.1f exchanges that take it %.2f ms",
                static_cast<double>(sum_.sent_bytes) / steps, static_cast<double>(sum_.exchanges) / steps,
                1e3 * sum_.seconds / steps);
  return text;
}

}  // namespace cae
