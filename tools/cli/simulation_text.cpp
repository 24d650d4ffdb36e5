#include "tools/cli/simulation_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/cli/text_table.h"

namespace cae::cli {
namespace {

constexpr std::size_t named_limits = 3;  // in the table

std::string limits_text(const SimulatedStep& step) {
  std::string text;
  for (std::size_t i = 0; i < std::min(named_limits, step.limits.size()); ++i)
    text += fmt::format("{}{} {:.0f} %", i == 0 ? "" : ", ", step.limits[i].name,
                        100.0 * step.limits[i].idle_share);
  return text;
}

std::string machine_text(const SimulatedMachine& machine) {
  const std::string all =
      machine.bytes_per_second_most == 0.0
          ? ""
          : fmt::format(", {:.4g} GB/s all together", machine.bytes_per_second_most / 1e9);
  return fmt::format(
      "cores like those of this machine: {:.1f} GB/s from memory alone, {:.1f} GB/s each when all are at "
      "work{}; {:.1f} us a loop\n",
      machine.bytes_per_second_alone / 1e9, machine.bytes_per_second_each / 1e9, all,
      machine.loop_seconds * 1e6);
}

}  // namespace

std::string simulation_text(const Simulation& simulation) {
  TextTable table({{"threads", Align::right},
                   {"ms", Align::right},
                   {"efficiency", Align::right},
                   {"where threads wait, of all their waiting"}});
  for (const SimulatedStep& step : simulation.steps) {
    table.add({{std::to_string(step.threads)},
               {fmt::format("{:.3f}", step.seconds * 1e3)},
               {fmt::format("{:.3f}", step.efficiency)},
               {limits_text(step)}});
  }
  return "simulated from the pieces of a step on one thread\n" + table.text() +
         machine_text(simulation.machine);
}

nlohmann::ordered_json simulation_json(const Simulation& simulation) {
  auto steps = nlohmann::ordered_json::array();
  for (const SimulatedStep& step : simulation.steps) {
    auto limits = nlohmann::ordered_json::array();
    for (const auto& limit : step.limits)
      limits.push_back({{"segment", limit.name}, {"idle_share", limit.idle_share}});
    steps.push_back({{"threads", step.threads},
                     {"ms", step.seconds * 1e3},
                     {"efficiency", step.efficiency},
                     {"limits", std::move(limits)}});
  }
  const SimulatedMachine& machine = simulation.machine;
  return {{"simulated", std::move(steps)},
          {"simulated_machine",
           {{"bytes_per_second_alone", machine.bytes_per_second_alone},
            {"bytes_per_second_each", machine.bytes_per_second_each},
            {"bytes_per_second_most", machine.bytes_per_second_most},
            {"loop_seconds", machine.loop_seconds},
            {"share_seconds", machine.share_seconds}}}};
}

}  // namespace cae::cli
