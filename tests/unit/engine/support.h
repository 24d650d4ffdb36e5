// What the engine's tests share: graphs by hand, and one training step seen from outside.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "framework/engine/session.h"
#include "framework/graph/builder.h"

namespace cae {

Attributes attributes(std::vector<std::pair<std::string, AttributeValue>> values);

// Adds a layer that must fit.
void add_layer(GraphBuilder& builder, const std::string& kind,
               std::vector<std::pair<std::string, AttributeValue>> values = {},
               std::vector<NodeId> inputs = {});

bool has_kind(const Graph& graph, const std::string& kind);

// Every node with its attributes, in one line.
std::string described(const Graph& graph);

// Start values, those that `initialise` leaves at 0 or 1 moved off them; batch norm's gains also negative and
// 0.
ParameterArrays start_weights(const Graph& graph, std::uint64_t seed);

// Numbers in [0, 1), the same for the same seed.
void fill(std::span<float> values, std::uint64_t seed);

// What a step gave, by name: "loss", "output", "input gradient", "gradient of conv1.weight", "bn1.mean", ...
using Results = std::map<std::string, std::vector<float>>;
struct StepSetting {
  int batch = 4;
  int count = 4;
  int threads = 2;
  std::string loss = "mse";
  bool training = true;
  onednn::Precision precision = onednn::Precision::fp32;
  int levels = 0;  // of the images' numbers, so that many are equal; 0: as they come
  bool input_gradient = true;
  int copies = 1;  // of each image, one after the other
};
Results one_step(const Graph& graph, const StepSetting& setting, std::uint64_t seed);

// The largest difference of two tensors in terms of the larger one's largest magnitude.
double difference(const std::vector<float>& a, const std::vector<float>& b);

// Checks that two steps gave the same, but for rounding.
void check_same(const Results& expected, const Results& results, double most_difference = 1e-5);

}  // namespace cae
