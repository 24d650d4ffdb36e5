#include "framework/train/probe.h"

#include <algorithm>
#include <cmath>

#include "framework/base/catalogue/run.h"
#include "framework/data/finite_floats.h"
#include "framework/engine/session.h"
#include "framework/graph/losses.h"
#include "framework/graph/operator.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/graph/rules/random_draws.h"
#include "framework/passes/pass.h"
#include "framework/train/layer_outputs.h"

namespace cae {
namespace {

std::vector<std::int64_t> dims_of(std::int64_t count, const Shape& shape) {
  if (shape.flat) return {count, shape.channels};
  return {count, shape.channels, shape.height, shape.width};
}

Tensor outgoing(std::string name, std::int64_t count, const Shape& shape, const float* hwc) {
  std::vector<float> values(static_cast<std::size_t>(count * shape.elements()));
  for (std::int64_t i = 0; i < count; ++i) {
    channels_first(shape, hwc + i * shape.elements(), values.data() + i * shape.elements());
  }
  return {std::move(name), make_array(dims_of(count, shape), std::span<const float>(values))};
}

void incoming(const Array& array, const Shape& shape, std::span<float> hwc) {
  const std::vector<float> values = to_floats(array);
  for (std::size_t at = 0; at < values.size(); at += elements_of(shape)) {
    channels_last(shape, values.data() + at, hwc.data() + at);
  }
}

// Nothing, or why the array is not `count` images of that shape (count 0: any number above 0).
std::optional<Diagnostic> mismatch(const Array& array, const std::string& file, std::int64_t count,
                                   const Shape& shape) {
  const std::int64_t found = array.dims.empty() ? 0 : array.dims[0];
  if (found < 1 || (count != 0 && found != count) || array.dims != dims_of(found, shape)) {
    return catalogue::probe_shape(file, dims_text(array.dims),
                                  dims_text(dims_of(count == 0 ? -1 : count, shape)));
  }
  const Result<std::vector<float>> values = finite_floats(array, file);
  return values ? std::nullopt : std::optional(values.diagnostics().front());
}

// Nothing, or why the labels are not what the outputs of the graph that learn them need.
std::optional<Diagnostic> labels_mismatch(const Graph& graph, const ProbeRequest& request,
                                          std::int64_t count) {
  for (const Output& output : graph.outputs) {
    if (output.target != target_labels) continue;
    if (!request.labels) return catalogue::probe_needs_labels(output.name);
    const std::int64_t classes = graph.nodes[static_cast<std::size_t>(output.node)].shape.elements();
    if (request.labels->dims != std::vector<std::int64_t>{count})
      return catalogue::probe_labels_shape(request.labels_file, dims_text(request.labels->dims),
                                           dims_text(std::vector<std::int64_t>{count}));
    for (const double label : to_doubles(*request.labels)) {
      if (label >= 0 && label < static_cast<double>(classes) && label == std::floor(label)) continue;
      return catalogue::probe_label(request.labels_file, label, output.name, classes);
    }
  }
  return std::nullopt;
}

void add_gradients(Session& session, std::int64_t count, TensorFile& result) {
  ParameterArrays& gradients = session.gradients();
  for (std::size_t i = 0; i < gradients.count(); ++i) {
    if (!gradients.spec(i).trainable) continue;
    result.tensors.push_back(
        {"grad." + gradients.spec(i).name,
         make_array(gradients.spec(i).dimensions, std::span<const float>(gradients.values(i)))});
  }
  const Shape& shape = session.graph().nodes[static_cast<std::size_t>(session.graph().input)].shape;
  result.tensors.push_back(outgoing("grad.input", count, shape, session.input_gradient().data()));
}

// With a target: what is minimised, and its terms.
void add_losses(const Session& session, double loss, TensorFile& result) {
  result.tensors.push_back({"loss", make_array({}, std::span<const double>(&loss, 1))});
  for (std::size_t i = 0; i < session.terms().size(); ++i) {
    result.tensors.push_back(
        {"loss." + session.term_names()[i], make_array({}, session.terms().subspan(i, 1))});
  }
}

// What layers drew in the step.
void add_draws(const Graph& graph, const StepContext& context, TensorFile& result) {
  for (const Node& node : graph.nodes) {
    const Operator& op = *find_operator(node.kind);
    if (op.draws(node) == 0) continue;
    const auto numbers = static_cast<std::size_t>(op.draws(node));
    std::vector<float> drawn(numbers * static_cast<std::size_t>(context.images));
    for (int i = 0; i < context.images; ++i) {
      op.draw(node, draw_stream(draw_purpose(node), context, i),
              std::span(drawn).subspan(static_cast<std::size_t>(i) * numbers, numbers));
    }
    result.tensors.push_back(outgoing("random." + node.layer, context.images, node.shape, drawn.data()));
  }
}

// The moving statistics are the only weights that a step without an optimizer changes.
void add_moving_statistics(ParameterArrays& weights, const ParameterArrays& before, TensorFile& result) {
  for (std::size_t i = 0; i < weights.count(); ++i) {
    if (weights.spec(i).trainable) continue;
    result.tensors.push_back(
        {"new." + weights.spec(i).name,
         make_array(weights.spec(i).dimensions, std::span<const float>(weights.values(i)))});
    std::copy(before.values(i).begin(), before.values(i).end(), weights.values(i).begin());
  }
}

std::string in_words(const std::string& tensor) {
  const auto of = [&](const char* what, std::size_t prefix) {
    return std::string(what) + " of " + tensor.substr(prefix);
  };
  if (tensor.starts_with("out.")) return of("the output", 4);
  if (tensor == "grad.input") return "the gradient of the images";
  if (tensor.starts_with("grad.")) return of("the gradient", 5);
  if (tensor.starts_with("new.")) return of("the new value", 4);
  return "the " + tensor;
}

// In the order in which the numbers are computed; "" where all are finite.
std::string first_not_finite(const TensorFile& result) {
  for (const Tensor& tensor : result.tensors) {
    const std::vector<double> values = to_doubles(tensor.values);
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) {
      return in_words(tensor.name);
    }
  }
  return "";
}

}  // namespace

Result<Probe> probe(const Graph& graph, ParameterArrays& weights, const ProbeRequest& request) {
  const Shape& in = graph.nodes[static_cast<std::size_t>(graph.input)].shape;
  const Shape& out = graph.nodes[static_cast<std::size_t>(graph.reconstruction())].shape;
  if (auto problem = mismatch(request.input, request.input_file, 0, in)) return *problem;
  const std::int64_t count = request.input.dims[0];
  if (request.target) {
    if (auto problem = mismatch(*request.target, request.target_file, count, out)) return *problem;
  }
  if (request.target) {
    if (auto problem = labels_mismatch(graph, request, count)) return *problem;
    if (Diagnostics rows = rows_without_an_image(graph, request.loss); !rows.empty()) return rows;
  }
  if (count > max_dimension) {
    return catalogue::probe_shape(request.input_file, dims_text(request.input.dims),
                                  "at most 1000000 images");
  }

  // Equal pixels of a flat image stay equal when convolved directly, and of equal values the first is pooled,
  // as in PyTorch. Winograd's rounding depends on the place in a tile; it would give grad.input to another of
  // them.
  const Graph optimised =
      optimise(request.target ? with_losses(graph, request.loss) : graph,
               {.disabled = {"winograd"}, .training = request.training, .kept = layer_outputs(graph)});
  PlanOptions options{.batch = static_cast<int>(count), .training = request.training};
  options.gradients = request.target.has_value();
  options.input_gradient = options.gradients;
  options.kept = layer_outputs(optimised);
  ThreadPool pool;
  ParameterArrays before(graph);
  for (std::size_t i = 0; i < weights.count(); ++i) {
    std::copy(weights.values(i).begin(), weights.values(i).end(), before.values(i).begin());
  }
  Session session(optimised, weights, pool, options);
  incoming(request.input, in, session.input());
  if (request.target) incoming(*request.target, out, session.target());
  if (std::span<float> labels = session.target(target_labels); !labels.empty()) {
    const std::vector<float> given = to_floats(*request.labels);
    std::copy(given.begin(), given.end(), labels.begin());
  }
  const StepContext context{
      .seed = request.seed, .epoch = 1, .images = static_cast<int>(count), .samples = {}};
  const double loss = session.run(context);

  TensorFile result;
  for (const std::string& layer : optimised.layers()) {
    const NodeId node = optimised.layer_output(layer);
    result.tensors.push_back(outgoing("out." + layer, count,
                                      optimised.nodes[static_cast<std::size_t>(node)].shape,
                                      session.output(node).data()));
  }
  if (request.target) {
    add_losses(session, loss, result);
    add_gradients(session, count, result);
  }
  if (request.training) {
    add_moving_statistics(weights, before, result);
    add_draws(graph, context, result);
  }
  std::string not_finite = first_not_finite(result);
  return Probe{std::move(result), std::move(not_finite)};
}

}  // namespace cae
