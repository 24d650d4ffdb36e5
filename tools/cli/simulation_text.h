// `bench --simulate-threads`: for people and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "framework/profile/simulated_step.h"

namespace cae::cli {

struct Simulation {
  SimulatedMachine machine;
  std::vector<SimulatedStep> steps;
};

std::string simulation_text(const Simulation& simulation);
// {"simulated": [{"threads", "ms", "efficiency", "limits": [{"segment", "idle_share"}]}], "machine": {...}}
nlohmann::ordered_json simulation_json(const Simulation& simulation);

}  // namespace cae::cli
