#include "framework/train/fit_checks.h"

#include <algorithm>
#include <string>
#include <utility>

#include "framework/base/catalogue/fit.h"
#include "framework/graph/operator.h"
#include "framework/train/output_range.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
namespace {

std::vector<const Dataset*> sets_of(const DataSets& data) {
  std::vector<const Dataset*> sets = {&data.train};
  if (data.test) sets.push_back(&*data.test);
  return sets;
}

// How messages call what an output ends with.
std::string last_layer(const Graph& model, const Output& output, const std::string& layer) {
  return model.outputs.size() == 1 ? catalogue::last_layer_of_model(layer)
                                   : catalogue::last_layer_of_output(output.name, layer);
}

// What a cross-entropy reads: the shares of a softmax, or numbers of which it takes the softmax itself.
void check_classes(const Graph& model, const Output& output, Diagnostics& warnings) {
  const OutputRange range = output_range(model, output.node);
  const Node& node = model.nodes[static_cast<std::size_t>(range.node)];
  const std::string what = last_layer(model, output, node.layer);
  if (range.sum_to_one) {
    if (range.node != output.node) warnings.push_back(catalogue::softmax_of_shares(node.place, what));
  } else if (range.bounded()) {
    warnings.push_back(
        catalogue::softmax_of_bounded(node.place, what, range.activation, range.low, range.high));
  }
}

// Of the layers behind the node that gives a range, one that leaves it in training: noise, dropout.
const Node* leaves_range_in_training(const Graph& model, NodeId output, NodeId ranged) {
  for (NodeId id = output; id != ranged;) {
    const Node& node = model.nodes[static_cast<std::size_t>(id)];
    const Operator& op = *find_operator(node.kind);
    if (op.is_identity(false) && !op.is_identity(true)) return &node;
    id = node.inputs[0];
  }
  return nullptr;
}

void check_activation(const Graph& model, const Output& output, const TrainConfig& train,
                      Diagnostics& warnings) {
  const OutputRange range = output_range(model, output.node);
  const ImageLoss& loss = loss_of(output, train);
  const Node& node = model.nodes[static_cast<std::size_t>(range.node)];
  const std::string what = last_layer(model, output, node.layer);
  if (range.sum_to_one) {
    warnings.push_back(catalogue::outputs_sum_to_one(node.place, what, loss.name));
    return;
  }
  const LossInput wanted = loss.input;
  const bool fits = wanted == LossInput::probability ? range.low >= 0.0 && range.high <= 1.0
                    : wanted == LossInput::logit     ? !range.bounded()
                                                     : true;
  const Node* leaves =
      wanted == LossInput::probability ? leaves_range_in_training(model, output.node, range.node) : nullptr;
  if (fits && leaves != nullptr) {
    warnings.push_back(catalogue::leaves_range_of_loss(
        leaves->place, last_layer(model, output, leaves->layer), leaves->kind, loss.name));
  }
  if (fits) return;
  warnings.push_back(catalogue::activation_does_not_fit(node.place, what, range.activation, range.low,
                                                        range.high, loss.name, output.loss.empty()));
}

void check_schedule(const TrainConfig& train, Diagnostics& warnings) {
  const ScheduleConfig& schedule = train.schedule;
  const double rate = train.optimizer.rate;
  const bool reached = schedule.warmup < train.epochs;
  if (!reached) {
    warnings.push_back(
        catalogue::rate_never_reached(train.schedule_place, schedule.warmup, train.epochs, rate));
  }
  if (schedule.kind == Schedule::cosine && schedule.final_rate > rate) {
    warnings.push_back(catalogue::rate_rises(train.schedule_place, rate, schedule.final_rate));
  }
  const std::int64_t first_drop = schedule.warmup + schedule.every;
  if (reached && schedule.kind == Schedule::step && first_drop >= train.epochs) {
    warnings.push_back(catalogue::rate_never_drops(train.schedule_place, first_drop, train.epochs));
  }
}

void check_range(const ImageLoss& loss, const Dataset& images, Diagnostics& problems) {
  if (!loss.unit_targets) return;
  const auto [least, greatest] = images.range();
  if (least >= 0.0F && greatest <= 1.0F) return;
  const Diagnostic problem = catalogue::targets_outside(images.name, least, greatest, loss.name);
  // Training and test images may be of one file.
  const auto said = [&](const Diagnostic& other) {
    return other.place.file == problem.place.file && other.message == problem.message;
  };
  if (std::none_of(problems.begin(), problems.end(), said)) problems.push_back(problem);
}

// That the images, or their labels, can be the target of that output.
void check_target(const Graph& model, const Output& output, const Dataset& images, const TrainConfig& train,
                  Diagnostics& problems) {
  if (output.target == target_labels) {
    const std::int64_t classes = model.nodes[static_cast<std::size_t>(output.node)].shape.elements();
    const auto largest = std::max_element(images.labels.begin(), images.labels.end());
    if (images.labels.empty()) {
      problems.push_back(catalogue::no_labels(images.name, output.place, output.name));
    } else if (*largest >= classes) {
      problems.push_back(
          catalogue::too_few_classes(images.name, *largest, output.place, output.name, classes));
    }
    return;
  }
  check_range(loss_of(output, train), images, problems);
}

void check_warmups(const Graph& model, const TrainConfig& train, Diagnostics& warnings) {
  for (const Node& node : model.nodes) {
    if (!node.attributes.has("warmup")) continue;
    const double warmup = node.attributes.number("warmup");
    if (warmup > 0.0 && warmup >= static_cast<double>(train.epochs))
      warnings.push_back(catalogue::beta_never_reached(node.place, node.layer, warmup, train.epochs));
  }
}

}  // namespace

Diagnostics setting_warnings(const Graph& model, const TrainConfig& train) {
  Diagnostics warnings;
  for (const Output& output : model.outputs) {
    if (output.target == target_labels) {
      check_classes(model, output, warnings);
    } else {
      check_activation(model, output, train, warnings);
    }
  }
  check_schedule(train, warnings);
  check_warmups(model, train, warnings);
  return warnings;
}

Status check_targets(const Graph& model, const DataSets& data, const TrainConfig& train) {
  Diagnostics problems;
  for (const Output& output : model.outputs) {
    for (const Dataset* images : sets_of(data)) check_target(model, output, *images, train, problems);
  }
  if (!problems.empty()) return problems;
  return Done{};
}

Status check_read_targets(const Graph& model, const DataSets& data, const TrainConfig& train) {
  Diagnostics problems;
  for (const Dataset* images : sets_of(data)) {
    if (!images->source) continue;
    for (const Output& output : model.outputs) {
      if (output.target != target_labels) check_range(loss_of(output, train), *images, problems);
    }
  }
  if (!problems.empty()) return problems;
  return Done{};
}

Diagnostics image_warnings(const Graph& model, const DataSets& data, const TrainConfig& train) {
  Diagnostics warnings;
  for (const Output& output : model.outputs) {
    if (output.target == target_labels) continue;
    const OutputRange reach = output_range(model, output.node);
    if (loss_of(output, train).input == LossInput::logit || !reach.bounded()) continue;
    const std::string_view name = model.outputs.size() == 1 ? std::string_view() : output.name;
    for (const Dataset* images : sets_of(data)) {
      const auto [least, greatest] = images->range();
      const double margin = 0.001 * (static_cast<double>(greatest) - static_cast<double>(least));
      if (least >= reach.low - margin && greatest <= reach.high + margin) continue;
      warnings.push_back(catalogue::images_out_of_reach(images->name, least, greatest, name, reach.activation,
                                                        reach.low, reach.high));
    }
  }
  return warnings;
}

Diagnostics folder_warnings(const DataSets& data) {
  Diagnostics warnings;
  for (const Dataset* images : sets_of(data)) {
    const PassedOver& others = images->other_images;
    if (others.count > 0)
      warnings.push_back(catalogue::images_passed_over(images->name, others.count, others.first));
  }
  return warnings;
}

}  // namespace cae
