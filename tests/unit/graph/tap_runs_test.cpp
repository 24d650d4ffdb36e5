#include "framework/graph/rules/tap_runs.h"

#include <algorithm>
#include <map>

#include "tests/support/catch.h"

namespace cae {
namespace {

using Meeting = std::pair<std::int64_t, std::int64_t>;  // a tap, and the place that it meets

// What runs say of each place, and how often a place occurs.
std::map<std::int64_t, std::vector<std::vector<Meeting>>> written_out(const std::vector<TapRun>& runs) {
  std::map<std::int64_t, std::vector<std::vector<Meeting>>> places;
  for (const TapRun& run : runs) {
    for (std::int64_t i = 0; i < run.count; ++i) {
      std::vector<Meeting> meetings;
      for (const TapPlace& tap : run.taps) meetings.emplace_back(tap.tap, tap.place + i * run.from_step);
      places[run.first + i * run.step].push_back(meetings);
    }
  }
  return places;
}

void check_axis(const ConvolvedAxis& axis) {
  std::map<std::int64_t, std::vector<Meeting>> of_outputs;
  std::map<std::int64_t, std::vector<Meeting>> of_inputs;
  for (std::int64_t output = 0; output < axis.out; ++output) {
    for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
      const std::int64_t input = output * axis.stride - axis.pad + tap * axis.dilation;
      if (input < 0 || input >= axis.in) continue;
      of_outputs[output].emplace_back(tap, input);
      of_inputs[input].emplace_back(tap, output);
    }
  }
  const auto outputs = written_out(output_runs(axis));
  REQUIRE(static_cast<std::int64_t>(outputs.size()) == axis.out);
  for (const auto& [place, meetings] : outputs)
    CHECK((meetings.size() == 1 && meetings[0] == of_outputs[place]));
  const auto inputs = written_out(input_runs(axis));
  REQUIRE(static_cast<std::int64_t>(inputs.size()) == axis.in);
  for (auto& [place, meetings] : inputs) {
    std::sort(of_inputs[place].begin(), of_inputs[place].end());
    CHECK((meetings.size() == 1 && meetings[0] == of_inputs[place]));
  }
}

TEST_CASE("runs of an axis are its places, each once, with the taps that meet them") {
  for (std::int64_t in = 1; in <= 9; ++in) {
    for (std::int64_t kernel = 1; kernel <= 5; ++kernel) {
      for (std::int64_t stride = 1; stride <= 3; ++stride) {
        for (std::int64_t dilation = 1; dilation <= 2; ++dilation) {
          for (std::int64_t pad = 0; pad <= 4; ++pad) {
            const std::int64_t room = in + 2 * pad - (kernel - 1) * dilation - 1;
            if (room < 0) continue;
            INFO(in << " " << kernel << " " << stride << " " << dilation << " " << pad);
            check_axis({in, room / stride + 1, kernel, stride, dilation, pad});
          }
        }
      }
    }
  }
}

TEST_CASE("what is not at the border is one run") {
  CHECK(output_runs({28, 28, 3, 1, 1, 1}).size() == 3);
  CHECK(output_runs({28, 14, 3, 2, 1, 0}).size() == 2);
}

}  // namespace
}  // namespace cae
