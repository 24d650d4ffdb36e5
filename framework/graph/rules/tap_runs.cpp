#include "framework/graph/rules/tap_runs.h"

#include <algorithm>

namespace cae {
namespace {

// Whether the taps are those of `run`, `steps` of its places further.
bool go_on(const TapRun& run, std::int64_t steps, const std::vector<TapPlace>& taps) {
  return std::equal(run.taps.begin(), run.taps.end(), taps.begin(), taps.end(),
                    [&](const TapPlace& before, const TapPlace& after) {
                      return before.tap == after.tap && before.place + steps * run.from_step == after.place;
                    });
}

// Of the places phase, phase + step, ... below `count`.
template <class TapsOf>
void add_runs(std::int64_t phase, std::int64_t step, std::int64_t count, std::int64_t from_step,
              const TapsOf& taps_of, std::vector<TapRun>& runs) {
  TapRun run{.step = step, .from_step = from_step};
  for (std::int64_t place = phase; place < count; place += step) {
    std::vector<TapPlace> taps = taps_of(place);
    if (run.count > 0 && go_on(run, run.count, taps)) {
      ++run.count;
      continue;
    }
    if (run.count > 0) runs.push_back(run);
    run.first = place;
    run.count = 1;
    run.taps = std::move(taps);
  }
  if (run.count > 0) runs.push_back(run);
}

}  // namespace

std::vector<TapPlace> taps_of_output(const ConvolvedAxis& axis, std::int64_t output) {
  std::vector<TapPlace> taps;
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    const std::int64_t input = output * axis.stride - axis.pad + tap * axis.dilation;
    if (input >= 0 && input < axis.in) taps.push_back({tap, input});
  }
  return taps;
}

std::vector<TapPlace> taps_of_input(const ConvolvedAxis& axis, std::int64_t input) {
  std::vector<TapPlace> taps;
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    const std::int64_t strides = input + axis.pad - tap * axis.dilation;
    if (strides >= 0 && strides % axis.stride == 0 && strides / axis.stride < axis.out)
      taps.push_back({tap, strides / axis.stride});
  }
  return taps;
}

std::vector<TapRun> output_runs(const ConvolvedAxis& axis) {
  std::vector<TapRun> runs;
  add_runs(
      0, 1, axis.out, axis.stride, [&](std::int64_t output) { return taps_of_output(axis, output); }, runs);
  return runs;
}

std::vector<TapRun> input_runs(const ConvolvedAxis& axis) {
  std::vector<TapRun> runs;
  for (std::int64_t phase = 0; phase < std::min(axis.stride, axis.in); ++phase)
    add_runs(
        phase, axis.stride, axis.in, 1, [&](std::int64_t input) { return taps_of_input(axis, input); }, runs);
  return runs;
}

}  // namespace cae
