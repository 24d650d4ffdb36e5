#include "framework/engine/session.h"

#include <algorithm>
#include <numeric>

#include "framework/base/activity.h"
#include "framework/engine/first_touch.h"
#include "framework/engine/required.h"
#include "framework/graph/losses.h"
#include "framework/graph/operator.h"
#include "framework/primitives/compute_scope.h"
#include "framework/primitives/shares.h"
#include "framework/primitives/vector_kernels.h"

namespace cae {
namespace {

constexpr std::size_t chunk_elements = 8192;  // of a reduction task

// Of address space, for the code and tables that oneDNN makes with its primitives, and for what its calls
// take: it crashes if it gets none, so it is requested before.
constexpr std::size_t onednn_bytes = std::size_t{64} << 20;

Plan planned(const Graph& graph, PlanOptions options, int threads) {
  const PhaseScope phase("planning a step and making its oneDNN primitives");
  options.shared = options.shared || ThreadPool::shares_work(threads);
  require_memory(onednn_bytes, "planning a step of this model");
  const ComputeScope scope;  // oneDNN reads the thread count when a primitive is made
  return make_plan(graph, options);
}

Work work_of(CallKind kind, bool of_loss) {
  switch (kind) {
    case CallKind::forward:
      return of_loss ? Work::loss : Work::forward;
    case CallKind::sum_gradients:
      return Work::sum_gradients;
    case CallKind::backward:
      return of_loss ? Work::loss : Work::backward;
    case CallKind::whole_batch_gradients:
      break;
  }
  return Work::whole_batch_gradients;
}

// Reports the shares of a call that other threads take than the one that makes the call.
class ObservedShares final : public ShareRunner {
 public:
  ObservedShares(ShareRunner* runner, StepObserver& observer, const WorkSpan& span)
      : runner_(runner), observer_(observer), span_(span) {}

  void run_shares(int shares, Share share, void* function) override {
    auto observed = [&](int index, int thread) {
      WorkSpan span = span_;
      span.thread = thread;
      span.begin = std::chrono::steady_clock::now();
      share(function, index, thread);
      span.end = std::chrono::steady_clock::now();
      if (thread != span_.thread) observer_.record(span);
    };
    OrderedTask ordered(observed);
    runner_->run_shares(
        shares, [](void* f, int index, int thread) { (*static_cast<decltype(ordered)*>(f))(index, thread); },
        &ordered);
  }

 private:
  ShareRunner* runner_;
  StepObserver& observer_;
  WorkSpan span_;
};

}  // namespace

Session::Session(const Graph& graph, ParameterArrays& parameters, ThreadPool& pool,
                 const PlanOptions& options)
    : graph_(graph),
      pool_(pool),
      plan_(planned(graph, options, pool.threads())),
      batch_region_(plan_.batch_bytes),
      thread_region_(plan_.thread_bytes * static_cast<std::size_t>(pool.threads())),
      sums_(options.exchange),
      target_of_(graph.nodes.size(), nullptr),
      losses_(losses_of(graph)) {
  touch_by_all(batch_region_, pool);
  touch_own(thread_region_, plan_.thread_bytes, pool);
  for (const NodeId loss : losses_) {
    const Node& node = graph.nodes[static_cast<std::size_t>(loss)];
    loss_terms_.push_back(term_index(term_name(node)));
    if (!node.attributes.has("target")) continue;
    // As many for all losses of that target: verify() sees to it.
    std::vector<float>& target = targets_[node.attributes.choice("target")];
    target.resize(target_numbers(node) * static_cast<std::size_t>(plan_.own_images));
    target_of_[static_cast<std::size_t>(loss)] = target.data();
  }
  if (options.gradients) gradients_ = std::make_unique<ParameterArrays>(parameters.specs());
  for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
    PlannedNode& entry = plan_.nodes[n];
    Binding binding;
    binding.workspace = batch_region_.data() + entry.workspace_offset;
    pointers_of_thread_ =
        std::max(pointers_of_thread_, 2 * graph.nodes[n].inputs.size() + graph.nodes[n].parameters.size());
    for (std::size_t p = 0; p < graph.nodes[n].parameters.size(); ++p) {
      bind_parameter(graph.nodes[n].parameters[p], entry.needs_gradient, parameters, binding);
      const std::size_t elements = entry.needs.gradient_partials[p];
      if (elements == 0) continue;
      reductions_.push_back({static_cast<NodeId>(n), p, binding.gradients[p], elements,
                             reinterpret_cast<float*>(batch_region_.data() + entry.partial_offsets[p]),
                             (elements + 15) / 16 * 16});
      for (std::size_t first = 0; first < elements; first += chunk_elements) {
        reduction_chunks_.emplace_back(reductions_.size() - 1, first);
      }
    }
    entry.kernel->bind(binding);
    if (entry.needs.metrics) metric_sums_[static_cast<NodeId>(n)];
  }
  if (decay_.any()) term_names_.push_back("decay");
  terms_.resize(term_names_.size());
  pointers_.resize(pointers_of_thread_ * static_cast<std::size_t>(pool.threads()));
  require_memory(onednn_bytes, "oneDNN's calls beside one step of this model");
}

// Where a node finds one of its parameters and puts its gradient: the owner's arrays, or copies of its own.
void Session::bind_parameter(const ParameterSpec& spec, bool needs_gradient, ParameterArrays& parameters,
                             Binding& binding) {
  const std::size_t global = parameters.find(spec.owned() ? spec.name : spec.tied_to);
  float* values = parameters.values(global).data();
  float* gradient = gradients_ == nullptr ? nullptr : gradients_->values(global).data();
  const auto count = static_cast<std::size_t>(spec.elements());
  if (!spec.owned()) {
    TiedWeights::Copy& copy = tied_.add(spec, values, gradient);
    values = copy.values.data();
    gradient = copy.gradient.empty() ? nullptr : copy.gradient.data();
  }
  // The gradient of what no output depends on is not computed, but decay and ties may add to it.
  if (!needs_gradient && gradient != nullptr) not_computed_.emplace_back(gradient, count);
  binding.parameters.push_back(values);
  binding.gradients.push_back(needs_gradient ? gradient : nullptr);
  if (spec.decay > 0.0 && !losses_.empty()) decay_.add(spec.decay, values, gradient, count);
}

std::span<float> Session::input() {
  const Buffer& buffer = plan_.nodes[static_cast<std::size_t>(graph_.input)].output;
  return {reinterpret_cast<float*>(batch_region_.data() + buffer.offset),
          buffer.bytes_per_image / sizeof(float) * static_cast<std::size_t>(plan_.own_images)};
}

// Of each image, for a loss of an output.
std::size_t Session::target_numbers(const Node& loss) const {
  const Shape& shape = graph_.nodes[static_cast<std::size_t>(loss.inputs[0])].shape;
  return static_cast<std::size_t>(find_operator(loss.kind)->target_numbers(shape));
}

std::span<float> Session::target(std::string_view name) {
  const auto found = targets_.find(name);
  return found == targets_.end() ? std::span<float>() : std::span<float>(found->second);
}

Session::Images Session::own_images(int images) const {
  const int slices = (images + plan_.slice - 1) / plan_.slice;
  const Exchange* exchange = plan_.options.exchange;
  const SliceRange own =
      exchange == nullptr ? SliceRange{0, slices} : share_of(slices, exchange->rank(), exchange->ranks());
  const int first = own.begin * plan_.slice;
  return {first, std::min(own.end * plan_.slice, images) - first};
}

std::span<const float> Session::output(NodeId node) const {
  const Buffer& buffer = plan_.nodes[static_cast<std::size_t>(node)].output;
  return {reinterpret_cast<const float*>(batch_region_.data() + buffer.offset),
          buffer.bytes_per_image / sizeof(float) * static_cast<std::size_t>(plan_.own_images)};
}

std::span<const float> Session::input_gradient() const {
  const Buffer& buffer = arriving_gradient(graph_.input);
  return {reinterpret_cast<const float*>(batch_region_.data() + buffer.offset),
          buffer.bytes_per_image / sizeof(float) * static_cast<std::size_t>(plan_.own_images)};
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

std::size_t Session::sums_of(const Call& call) const {
  const KernelNeeds& needs = plan_.nodes[static_cast<std::size_t>(call.node)].needs;
  const auto phase = static_cast<std::size_t>(call.phase);
  if (call.kind == CallKind::forward) return needs.forward_sums[phase];
  return call.kind == CallKind::backward ? needs.backward_sums[phase] : 0;
}

void Session::fill_slice(const Call& call, const Place& place, Slice& slice) {
  const NodeId id = call.node;
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
  slice.first = place.first;
  slice.count = place.count;
  slice.continues = place.within > 0;
  slice.inputs = {inputs, node.inputs.size()};
  slice.output = at(entry.output, place);
  const bool gradient_arrives = entry.needs_gradient && !entry.is_loss;
  slice.output_gradient = gradient_arrives ? at(arriving_gradient(id), place) : nullptr;
  slice.input_gradients = {gradients, node.inputs.size()};
  slice.gradient_partials = {partials, node.parameters.size()};
  if (const std::size_t count = sums_of(call); count > 0) {
    auto* sums = reinterpret_cast<double*>(batch_region_.data() + entry.sums_offset);
    slice.sums = {sums + entry.sums_stride * static_cast<std::size_t>(place.index), count};
    if (!slice.continues) std::fill(slice.sums.begin(), slice.sums.end(), 0.0);
  }
  if (const float* target = target_of_[static_cast<std::size_t>(id)]; target != nullptr) {
    slice.target = target + target_numbers(node) * static_cast<std::size_t>(place.first);
  }
  slice.saved = bytes_at(entry.saved, place);
  slice.scratch = thread_region_.data() + plan_.thread_bytes * static_cast<std::size_t>(place.thread) +
                  plan_.scratch_offset;
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
  ObservedShares shares(share_runner(), *observer_, span);
  const ShareScope scope(share_runner() == nullptr ? nullptr : &shares);
  span.begin = std::chrono::steady_clock::now();
  work();
  span.end = std::chrono::steady_clock::now();
  observer_->record(span);
}

// The rows that other processes have.
void Session::gather_rows(const Segment& segment, const StepContext& context) {
  const Place own{0, 0, context.own_images, 0};
  for (const Call& call : segment.calls) {
    Slice slice;
    fill_slice(call, own, slice);
    const Node& node = graph_.nodes[static_cast<std::size_t>(call.node)];
    const auto gather = [&](const float* rows, NodeId id, std::vector<float>& all) {
      const auto numbers =
          static_cast<std::size_t>(graph_.nodes[static_cast<std::size_t>(id)].shape.elements());
      all.resize(numbers * static_cast<std::size_t>(plan_.options.batch));
      sums_.gather_images(rows, numbers, plan_.slice, context.images, all.data());
    };
    gather(slice.inputs[0], node.inputs[0], rows_[call.node].input);
    gather(slice.output_gradient, call.node, rows_[call.node].gradient);
  }
}

void Session::run_whole_batch(const Segment& segment, const StepContext& context) {
  if (sums_.shared()) gather_rows(segment, context);
  pool_.run(plan_.slices, [&](int part, int thread) {
    for (const Call& call : segment.calls) {
      Slice batch;
      fill_slice(call, {0, 0, context.own_images, thread}, batch);
      batch.count = context.images;
      const float* input = batch.inputs[0];
      if (const auto rows = rows_.find(call.node); rows != rows_.end()) {
        input = rows->second.input.data();
        batch.inputs = {&input, 1};
        batch.output_gradient = rows->second.gradient.data();
      }
      observed({.work = Work::whole_batch_gradients, .node = call.node, .slice = part, .thread = thread},
               [&] {
                 plan_.nodes[static_cast<std::size_t>(call.node)].kernel->whole_batch_gradients(batch, part,
                                                                                                plan_.slices);
               });
    }
  });
}

void Session::run_call(const Call& call, const Place& place) {
  if (call.kind == CallKind::sum_gradients) return sum_gradients(call.node, place);
  Slice slice;
  fill_slice(call, place, slice);
  Kernel& kernel = *plan_.nodes[static_cast<std::size_t>(call.node)].kernel;
  if (call.kind == CallKind::forward) {
    kernel.forward(call.phase, slice);
  } else {
    kernel.backward(call.phase, slice);
  }
}

// One call, or several that go image by image.
void Session::run_calls(std::span<const Call> calls, const Place& place) {
  const int count = calls.front().by_image ? 1 : place.count;
  for (int within = 0; within < place.count; within += count) {
    const Place images{place.index, place.first + within, count, place.thread, within};
    for (const Call& call : calls) {
      const bool of_loss = plan_.nodes[static_cast<std::size_t>(call.node)].is_loss;
      observed({work_of(call.kind, of_loss), call.node, of_loss ? 0 : call.phase, place.index, place.thread},
               [&] { run_call(call, images); });
    }
  }
}

double Session::run(StepContext context) {
  const PhaseScope phase("computing a step");
  for (const std::span<float> gradient : not_computed_) std::fill(gradient.begin(), gradient.end(), 0.0F);
  if (!context.weights_unchanged) tied_.load(pool_);
  sums_.start((context.images + plan_.slice - 1) / plan_.slice);
  const Images own = own_images(context.images);
  context.own_images = own.count;
  context.first_image = own.first;
  pool_.run(static_cast<int>(plan_.nodes.size()), [&](int node, int thread) {
    Kernel& kernel = *plan_.nodes[static_cast<std::size_t>(node)].kernel;
    observed({.work = Work::prepare, .node = node, .thread = thread}, [&] {
      if (!context.weights_unchanged) kernel.pack_weights();
      kernel.prepare(context);
    });
  });
  for (const Segment& segment : plan_.segments) {
    if (segment.whole_batch) {
      run_whole_batch(segment, context);
      continue;
    }
    pool_.run(sums_.own().count(), [&](int index, int thread) {
      const int first = index * plan_.slice;
      const Place place{index, first, std::min(plan_.slice, context.own_images - first), thread};
      for (auto call = segment.calls.begin(); call != segment.calls.end();) {
        const auto end = std::find_if(call + 1, segment.calls.end(),
                                      [&](const Call& next) { return !call->by_image || !next.by_image; });
        run_calls({call, end}, place);
        call = end;
      }
    });
    if (segment.after) finish_phase(*segment.after);
  }
  if (plan_.options.gradients) reduce_gradients();
  const double sum = add_terms();
  tied_.add_gradients(pool_);
  return sum;
}

// What a phase summed over all slices of the step.
std::span<const double> Session::totals(const Call& call) {
  const std::size_t count = sums_of(call);
  if (count == 0) return {};
  const PlannedNode& entry = plan_.nodes[static_cast<std::size_t>(call.node)];
  auto* parts = reinterpret_cast<double*>(batch_region_.data() + entry.sums_offset);
  sums_.add_own(parts, entry.sums_stride, 0, count);
  sums_.join(parts, entry.sums_stride, count);
  return {parts, count};
}

// The place of a term of that name.
std::size_t Session::term_index(const std::string& name) {
  const auto found = std::find(term_names_.begin(), term_names_.end(), name);
  if (found != term_names_.end()) return static_cast<std::size_t>(found - term_names_.begin());
  term_names_.push_back(name);
  return term_names_.size() - 1;
}

// Of the last forward phase; once a step, since the parts are added in place.
std::span<const double> Session::last_totals(NodeId node) {
  const PlannedNode& entry = plan_.nodes[static_cast<std::size_t>(node)];
  if (const auto known = summed_.find(node); known != summed_.end()) return known->second;
  const std::span<const double> found = totals({CallKind::forward, node, entry.needs.forward_phases - 1});
  summed_.emplace(node, found);
  return found;
}

double Session::add_terms() {
  summed_.clear();
  terms_.assign(term_names_.size(), 0.0);
  for (std::size_t i = 0; i < losses_.size(); ++i) {
    const PlannedNode& entry = plan_.nodes[static_cast<std::size_t>(losses_[i])];
    terms_[loss_terms_[i]] += entry.kernel->term(last_totals(losses_[i]));
  }
  for (auto& [node, sums] : metric_sums_) {
    const std::span<const double> found = last_totals(node);
    sums.assign(found.begin(), found.end());
  }
  if (decay_.any()) terms_.back() = decay_.apply(pool_);
  return std::accumulate(terms_.begin(), terms_.end(), 0.0);
}

void Session::finish_phase(const Call& call) {
  const ComputeScope scope;
  Kernel& kernel = *plan_.nodes[static_cast<std::size_t>(call.node)].kernel;
  observed({.work = Work::finish_phase, .node = call.node, .phase = call.phase}, [&] {
    if (call.kind == CallKind::forward) {
      kernel.after_forward(call.phase, totals(call));
    } else {
      kernel.after_backward(call.phase, totals(call));
    }
  });
}

void Session::join_gradients() {
  std::vector<SliceSums::Parts> parts;
  for (const Reduction& reduction : reductions_)
    parts.push_back({reduction.partials, reduction.stride, reduction.elements});
  observed({.work = Work::reduce_gradients, .node = graph_.input}, [&] { sums_.join(parts); });
}

void Session::reduce_gradients() {
  pool_.run(static_cast<int>(reduction_chunks_.size()), [&](int task, int thread) {
    const auto& chunk = reduction_chunks_[static_cast<std::size_t>(task)];
    const Reduction& reduction = reductions_[chunk.first];
    const std::size_t first = chunk.second;
    const std::size_t count = std::min(chunk_elements, reduction.elements - first);
    observed({.work = Work::reduce_gradients, .node = reduction.node, .thread = thread},
             [&] { sums_.add_own(reduction.partials, reduction.stride, first, count); });
  });
  if (sums_.shared()) join_gradients();
  pool_.run(static_cast<int>(reductions_.size()), [&](int task, int thread) {
    const Reduction& reduction = reductions_[static_cast<std::size_t>(task)];
    observed({.work = Work::unpack, .node = reduction.node, .thread = thread}, [&] {
      plan_.nodes[static_cast<std::size_t>(reduction.node)].kernel->unpack_gradient(
          reduction.parameter, reduction.partials, reduction.gradient);
    });
  });
}

}  // namespace cae
