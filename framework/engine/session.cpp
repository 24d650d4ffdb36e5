#include "framework/engine/session.h"

#include <algorithm>

#include "framework/base/activity.h"
#include "framework/engine/required.h"
#include "framework/primitives/compute_scope.h"
#include "framework/primitives/vector_kernels.h"

namespace cae {
namespace {

constexpr std::size_t chunk_elements =
    8192;  // of a reduction task: a fixed number, so that bits cannot change

// Of address space, for the code and tables that oneDNN makes with its primitives, and for what its calls
// take: it crashes where it gets none, so it is asked for before.
constexpr std::size_t onednn_bytes = std::size_t{64} << 20;

Plan planned(const Graph& graph, const PlanOptions& options) {
  const PhaseScope phase("planning a step and making its oneDNN primitives");
  require_memory(onednn_bytes, "planning a step of this model");
  const ComputeScope scope;  // oneDNN notes the thread count when a primitive is made
  return make_plan(graph, options);
}

Work work_of(CallKind kind) {
  switch (kind) {
    case CallKind::forward:
      return Work::forward;
    case CallKind::loss:
      return Work::loss;
    case CallKind::sum_gradients:
      return Work::sum_gradients;
    case CallKind::backward:
      return Work::backward;
    case CallKind::whole_batch_gradients:
      break;
  }
  return Work::whole_batch_gradients;
}

}  // namespace

Session::Session(const Graph& graph, ParameterArrays& parameters, ThreadPool& pool,
                 const PlanOptions& options)
    : graph_(graph),
      pool_(pool),
      plan_(planned(graph, options)),
      batch_region_(plan_.batch_bytes),
      thread_region_(plan_.thread_bytes * static_cast<std::size_t>(pool.threads())),
      slice_losses_(static_cast<std::size_t>(plan_.slices)) {
  if (options.loss) {
    const Shape& shape = graph.nodes[static_cast<std::size_t>(graph.output)].shape;
    target_.resize(static_cast<std::size_t>(shape.elements()) * static_cast<std::size_t>(options.batch));
  }
  if (options.gradients) gradients_ = std::make_unique<ParameterArrays>(parameters.specs());
  for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
    PlannedNode& entry = plan_.nodes[n];
    Binding binding;
    binding.workspace = batch_region_.data() + entry.workspace_offset;
    pointers_of_thread_ =
        std::max(pointers_of_thread_, 2 * graph.nodes[n].inputs.size() + graph.nodes[n].parameters.size());
    for (std::size_t p = 0; p < graph.nodes[n].parameters.size(); ++p) {
      const std::size_t global = parameters.find(graph.nodes[n].parameters[p].name);
      binding.parameters.push_back(parameters.values(global).data());
      binding.gradients.push_back(entry.needs_gradient ? gradients_->values(global).data() : nullptr);
      const std::size_t elements = entry.needs.gradient_partials[p];
      if (elements == 0) continue;
      reductions_.push_back({static_cast<NodeId>(n), p, global, elements,
                             reinterpret_cast<float*>(batch_region_.data() + entry.partial_offsets[p]),
                             (elements + 15) / 16 * 16});
      for (std::size_t first = 0; first < elements; first += chunk_elements) {
        reduction_chunks_.emplace_back(reductions_.size() - 1, first);
      }
    }
    entry.kernel->bind(binding);
  }
  pointers_.resize(pointers_of_thread_ * static_cast<std::size_t>(pool.threads()));
  require_memory(onednn_bytes, "oneDNN's calls beside one step of this model");
}

std::span<float> Session::input() {
  const Buffer& buffer = plan_.nodes[static_cast<std::size_t>(graph_.input)].output;
  return {reinterpret_cast<float*>(batch_region_.data() + buffer.offset),
          buffer.bytes_per_image / sizeof(float) * static_cast<std::size_t>(plan_.options.batch)};
}

std::span<float> Session::target() {
  return target_;
}

std::span<const float> Session::output(NodeId node) const {
  const Buffer& buffer = plan_.nodes[static_cast<std::size_t>(node)].output;
  return {reinterpret_cast<const float*>(batch_region_.data() + buffer.offset),
          buffer.bytes_per_image / sizeof(float) * static_cast<std::size_t>(plan_.options.batch)};
}

std::span<const float> Session::input_gradient() const {
  const Buffer& buffer = arriving_gradient(graph_.input);
  return {reinterpret_cast<const float*>(batch_region_.data() + buffer.offset),
          buffer.bytes_per_image / sizeof(float) * static_cast<std::size_t>(plan_.options.batch)};
}

std::byte* Session::bytes_at(const Buffer& buffer, const Place& place) const {
  if (!buffer.used) return nullptr;
  if (buffer.of_thread) {
    return thread_region_.data() + plan_.thread_bytes * static_cast<std::size_t>(place.thread) +
           buffer.offset +
           (buffer.of_image ? 0 : buffer.bytes_per_image * static_cast<std::size_t>(place.within));
  }
  return batch_region_.data() + buffer.offset +
         buffer.bytes_per_image * static_cast<std::size_t>(place.first);
}

float* Session::at(const Buffer& buffer, const Place& place) const {
  return reinterpret_cast<float*>(bytes_at(buffer, place));
}

const Buffer& Session::arriving_gradient(NodeId node) const {
  const PlannedNode& entry = plan_.nodes[static_cast<std::size_t>(node)];
  return entry.gradients.size() > 1 ? entry.gradient_sum : entry.gradients[0];
}

void Session::fill_slice(NodeId id, const Place& place, Slice& slice) {
  const Node& node = graph_.nodes[static_cast<std::size_t>(id)];
  const PlannedNode& entry = plan_.nodes[static_cast<std::size_t>(id)];
  float** inputs = pointers_.data() + pointers_of_thread_ * static_cast<std::size_t>(place.thread);
  float** gradients = inputs + node.inputs.size();
  float** partials = gradients + node.inputs.size();
  for (std::size_t i = 0; i < node.inputs.size(); ++i) {
    const PlannedNode& input = plan_.nodes[static_cast<std::size_t>(node.inputs[i])];
    inputs[i] = at(input.output, place);
    const bool wanted = entry.needs_gradient && input.needs_gradient;
    gradients[i] = wanted ? at(input.gradients[entry.gradient_slots[i]], place) : nullptr;
  }
  for (std::size_t p = 0; p < node.parameters.size(); ++p) {
    const std::size_t stride = (entry.needs.gradient_partials[p] + 15) / 16 * 16;
    partials[p] = entry.needs.gradient_partials[p] == 0
                      ? nullptr
                      : reinterpret_cast<float*>(batch_region_.data() + entry.partial_offsets[p]) +
                            stride * static_cast<std::size_t>(place.index);
  }
  slice.index = place.index;
  slice.first = place.first;
  slice.count = place.count;
  slice.continues = place.within > 0;
  slice.inputs = {inputs, node.inputs.size()};
  slice.output = at(entry.output, place);
  slice.output_gradient = entry.needs_gradient ? at(arriving_gradient(id), place) : nullptr;
  slice.input_gradients = {gradients, node.inputs.size()};
  slice.gradient_partials = {partials, node.parameters.size()};
  slice.saved = bytes_at(entry.saved, place);
  slice.scratch = thread_region_.data() + plan_.thread_bytes * static_cast<std::size_t>(place.thread) +
                  plan_.scratch_offset;
}

void Session::run_loss(const Place& place, int images) {
  const PlannedNode& entry = plan_.nodes[static_cast<std::size_t>(graph_.output)];
  const std::size_t per_image = entry.output.bytes_per_image / sizeof(float);
  const std::size_t count = per_image * static_cast<std::size_t>(place.count);
  const float* output = at(entry.output, place);
  const float* target = target_.data() + per_image * static_cast<std::size_t>(place.first);
  double& loss = slice_losses_[static_cast<std::size_t>(place.index)];
  if (place.within == 0) loss = 0.0;
  loss += loss_loops().sum(*plan_.options.loss, output, target, count);
  if (!plan_.options.gradients) return;
  const double scale = 1.0 / (static_cast<double>(per_image) * images);
  loss_loops().gradient(*plan_.options.loss, output, target, scale,
                        at(entry.gradients[plan_.loss_slot], place), count);
}

void Session::sum_gradients(NodeId node, const Place& place) {
  const PlannedNode& entry = plan_.nodes[static_cast<std::size_t>(node)];
  const std::size_t count =
      entry.gradient_sum.bytes_per_image / sizeof(float) * static_cast<std::size_t>(place.count);
  float* sum = at(entry.gradient_sum, place);
  std::copy_n(at(entry.gradients[0], place), count, sum);
  for (std::size_t i = 1; i < entry.gradients.size(); ++i) {
    vector_kernels().add(sum, at(entry.gradients[i], place), count);
  }
}

template <class F>
void Session::observed(WorkSpan span, F&& work) {
  if (observer_ == nullptr) return work();
  span.begin = std::chrono::steady_clock::now();
  work();
  span.end = std::chrono::steady_clock::now();
  observer_->record(span);
}

void Session::run_whole_batch(NodeId node, const Place& place, const StepContext& context) {
  Slice batch;
  fill_slice(node, {place.index, 0, context.count, place.thread}, batch);
  plan_.nodes[static_cast<std::size_t>(node)].kernel->whole_batch_gradients(batch, place.index,
                                                                            context.slices);
}

void Session::run_call(const Call& call, const Place& place, const StepContext& context) {
  if (call.kind == CallKind::loss) return run_loss(place, context.count);
  if (call.kind == CallKind::sum_gradients) return sum_gradients(call.node, place);
  if (call.kind == CallKind::whole_batch_gradients) return run_whole_batch(call.node, place, context);
  Slice slice;
  fill_slice(call.node, place, slice);
  Kernel& kernel = *plan_.nodes[static_cast<std::size_t>(call.node)].kernel;
  if (call.kind == CallKind::forward) {
    kernel.forward(call.phase, slice);
  } else {
    kernel.backward(call.phase, slice);
  }
}

// One call, or several that go image by image.
void Session::run_calls(std::span<const Call> calls, const Place& place, const StepContext& context) {
  const int count = calls.front().by_image ? 1 : place.count;
  for (int within = 0; within < place.count; within += count) {
    const Place images{place.index, place.first + within, count, place.thread, within};
    for (const Call& call : calls) {
      observed({work_of(call.kind), call.node, call.phase, place.index, place.thread},
               [&] { run_call(call, images, context); });
    }
  }
}

double Session::run(StepContext context) {
  const PhaseScope phase("computing a step");
  const int slices = (context.count + plan_.slice - 1) / plan_.slice;
  context.slices = slices;
  pool_.run(static_cast<int>(plan_.nodes.size()), [&](int node, int thread) {
    Kernel& kernel = *plan_.nodes[static_cast<std::size_t>(node)].kernel;
    observed({.work = Work::prepare, .node = node, .thread = thread}, [&] {
      if (!context.weights_unchanged) kernel.pack_weights();
      kernel.prepare(context);
    });
  });
  for (const Segment& segment : plan_.segments) {
    pool_.run(slices, [&](int index, int thread) {
      const int first = index * plan_.slice;
      const Place place{index, first, std::min(plan_.slice, context.count - first), thread};
      for (auto call = segment.calls.begin(); call != segment.calls.end();) {
        const auto end = std::find_if(call + 1, segment.calls.end(),
                                      [&](const Call& next) { return !call->by_image || !next.by_image; });
        run_calls({call, end}, place, context);
        call = end;
      }
    });
    if (segment.after) finish_phase(*segment.after);
  }
  if (plan_.options.gradients) reduce_gradients(slices);
  double loss = 0.0;
  if (plan_.options.loss) {
    for (int s = 0; s < slices; ++s) loss += slice_losses_[static_cast<std::size_t>(s)];
  }
  return loss;
}

void Session::finish_phase(const Call& call) {
  const ComputeScope scope;
  Kernel& kernel = *plan_.nodes[static_cast<std::size_t>(call.node)].kernel;
  observed({.work = Work::finish_phase, .node = call.node, .phase = call.phase}, [&] {
    if (call.kind == CallKind::forward) {
      kernel.after_forward(call.phase);
    } else {
      kernel.after_backward(call.phase);
    }
  });
}

void Session::reduce_gradients(int slices) {
  pool_.run(static_cast<int>(reduction_chunks_.size()), [&](int task, int thread) {
    const auto [index, first] = reduction_chunks_[static_cast<std::size_t>(task)];
    const Reduction& reduction = reductions_[index];
    const std::size_t count = std::min(chunk_elements, reduction.elements - first);
    float* const sum = reduction.partials + first;
    observed({.work = Work::reduce_gradients, .node = reduction.node, .thread = thread}, [&] {
      for (int s = 1; s < slices; ++s) {
        vector_kernels().add(sum, sum + reduction.stride * static_cast<std::size_t>(s), count);
      }
    });
  });
  pool_.run(static_cast<int>(reductions_.size()), [&](int task, int thread) {
    const Reduction& reduction = reductions_[static_cast<std::size_t>(task)];
    observed({.work = Work::unpack, .node = reduction.node, .thread = thread}, [&] {
      plan_.nodes[static_cast<std::size_t>(reduction.node)].kernel->unpack_gradient(
          reduction.parameter, reduction.partials, gradients_->values(reduction.global).data());
    });
  });
}

}  // namespace cae
