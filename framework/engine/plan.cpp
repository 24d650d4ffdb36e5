#include "framework/engine/plan.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_map>

#include "framework/engine/offsets.h"
#include "framework/engine/slice_size.h"
#include "framework/graph/losses.h"
#include "framework/graph/rules/activated_kernel.h"

namespace cae {
namespace {

// A moment of the step: a call, and the segment that it is in.
struct Moment {
  int segment = 0;
  int call = 0;
  bool operator==(const Moment&) const = default;
};

struct Lifetime {
  std::vector<Buffer*> buffers;  // that have one place, each ending with the call in which the next begins
  Moment first;
  Moment last;
  bool whole_batch;  // also used outside of the step, or by an `after`

  std::size_t bytes_per_image() const { return buffers.front()->bytes_per_image; }
};

class Planner {
 public:
  Planner(const Graph& graph, const PlanOptions& options) : graph_(graph) {
    plan_.options = options;
    plan_.slice = slice_size(graph, options.batch);
    plan_.slices = (options.batch + plan_.slice - 1) / plan_.slice;
    const int ranks = options.exchange == nullptr ? 1 : options.exchange->ranks();
    plan_.own_slices = (plan_.slices + ranks - 1) / ranks;
    plan_.own_images = std::min(plan_.own_slices * plan_.slice, options.batch);
    plan_.nodes.resize(graph.nodes.size());
    incoming_gradients_.resize(graph.nodes.size());
  }

  Plan run() {
    find_needed_gradients();
    make_kernels();
    make_segments();
    choose_calls_by_image();
    make_gradient_slots();
    measure_lifetimes();
    work_in_place();
    place_buffers();
    return std::move(plan_);
  }

 private:
  const Node& node(NodeId id) const { return graph_.nodes[static_cast<std::size_t>(id)]; }
  PlannedNode& planned(NodeId id) { return plan_.nodes[static_cast<std::size_t>(id)]; }
  NodeId node_count() const { return static_cast<NodeId>(graph_.nodes.size()); }
  static std::size_t bytes_of(const Shape& shape) {
    return static_cast<std::size_t>(shape.elements()) * sizeof(float);
  }

  // Backward visits what the losses depend on and what has, or comes after, something to learn.
  void find_needed_gradients() {
    for (const NodeId loss : losses_of(graph_)) planned(loss).is_loss = true;
    if (!plan_.options.gradients) return;
    std::vector<bool> before_loss(graph_.nodes.size(), false);
    for (NodeId id = node_count() - 1; id >= 0; --id) {
      if (planned(id).is_loss) before_loss[static_cast<std::size_t>(id)] = true;
      if (!before_loss[static_cast<std::size_t>(id)]) continue;
      for (const NodeId input : node(id).inputs) before_loss[static_cast<std::size_t>(input)] = true;
    }
    for (NodeId id = 0; id < node_count(); ++id) {
      bool wanted = id == graph_.input ? plan_.options.input_gradient : false;
      for (const ParameterSpec& parameter : node(id).parameters) wanted = wanted || parameter.trainable;
      for (const NodeId input : node(id).inputs) wanted = wanted || planned(input).needs_gradient;
      planned(id).needs_gradient = wanted && before_loss[static_cast<std::size_t>(id)];
      if (!planned(id).needs_gradient) continue;
      for (const NodeId input : node(id).inputs) ++incoming_gradients_[static_cast<std::size_t>(input)];
    }
  }

  void make_kernels() {
    for (NodeId id = 0; id < node_count(); ++id) {
      PlannedNode& entry = planned(id);
      KernelRequest request{.node = node(id),
                            .inputs = {},
                            .convolutions = convolutions_,
                            .batch = plan_.own_images,
                            .step = plan_.options.batch,
                            .slice = plan_.slice,
                            .training = plan_.options.training,
                            .gradients = entry.needs_gradient,
                            .input_gradient = false,
                            .precision = plan_.options.precision};
      for (const NodeId input : node(id).inputs) {
        request.inputs.push_back(node(input).shape);
        request.input_gradient = request.input_gradient || planned(input).needs_gradient;
      }
      entry.kernel = make_kernel(request);
      entry.needs = entry.kernel->needs();
      entry.needs.forward_sums.resize(static_cast<std::size_t>(entry.needs.forward_phases));
      entry.needs.backward_sums.resize(static_cast<std::size_t>(entry.needs.backward_phases));
      for (const auto& sums : {entry.needs.forward_sums, entry.needs.backward_sums}) {
        for (const std::size_t count : sums)
          entry.sums_stride = std::max(entry.sums_stride, (count + 7) / 8 * 8);
      }
      entry.needs.gradient_partials.resize(node(id).parameters.size());
      if (!entry.needs_gradient)
        std::fill(entry.needs.gradient_partials.begin(), entry.needs.gradient_partials.end(), 0);
    }
  }

  void add_phases(CallKind kind, NodeId id, int phases) {
    for (int phase = 0; phase < phases; ++phase) {
      const Call call{kind, id, phase};
      plan_.segments.back().calls.push_back(call);
      if (phase + 1 < phases) {
        plan_.segments.back().after = call;
        plan_.segments.emplace_back();
      }
    }
  }

  void make_segments() {
    plan_.segments.emplace_back();
    for (NodeId id = 0; id < node_count(); ++id) {
      if (id != graph_.input) add_phases(CallKind::forward, id, planned(id).needs.forward_phases);
    }
    if (!plan_.options.gradients) return;
    for (NodeId id = node_count() - 1; id >= 0; --id) {
      if (!planned(id).needs_gradient) continue;
      if (incoming_gradients_[static_cast<std::size_t>(id)] > 1)
        plan_.segments.back().calls.push_back({CallKind::sum_gradients, id});
      if (id != graph_.input) add_phases(CallKind::backward, id, planned(id).needs.backward_phases);
    }
    add_whole_batch_gradients();
  }

  // In one segment at the end, so that they wait for all slices only once.
  void add_whole_batch_gradients() {
    Segment last{.calls = {}, .whole_batch = true};
    for (NodeId id = node_count() - 1; id >= 0; --id) {
      if (planned(id).needs_gradient && planned(id).needs.whole_batch_gradients) {
        last.calls.push_back({CallKind::whole_batch_gradients, id});
      }
    }
    if (!last.calls.empty()) plan_.segments.push_back(std::move(last));
  }

  bool may_be_by_image(const Call& call) {
    const bool of_kernel = call.kind == CallKind::forward || call.kind == CallKind::backward;
    return of_kernel ? planned(call.node).needs.by_image : call.kind != CallKind::whole_batch_gradients;
  }

  // The largest image that a call reads or writes.
  std::size_t image_bytes(const Call& call) const {
    std::size_t bytes = bytes_of(node(call.node).shape);
    for (const NodeId input : node(call.node).inputs) bytes = std::max(bytes, bytes_of(node(input).shape));
    return bytes;
  }

  // Whether the calls have enough to do in one image for several threads.
  bool worth_sharing(std::span<const Call> calls) {
    constexpr double least_operations = 1e7;  // four shares of 20 us
    for (const Call& call : calls) {
      if (planned(call.node).kernel->products().forward >= least_operations) return true;
    }
    return false;
  }

  // Consecutive calls go image by image where a slice of their data does not fit into the cache.
  void choose_calls_by_image() {
    constexpr std::size_t cached_bytes = 256 * 1024;
    for (Segment& segment : plan_.segments) {
      std::vector<Call>& calls = segment.calls;
      for (std::size_t first = 0, end = 0; first < calls.size(); first = end + 1) {
        std::size_t bytes = 0;
        for (end = first; end < calls.size() && may_be_by_image(calls[end]); ++end)
          bytes = std::max(bytes, image_bytes(calls[end]));
        if (end - first < 2 || bytes * static_cast<std::size_t>(plan_.slice) <= cached_bytes) continue;
        if (plan_.options.shared && !worth_sharing({calls.data() + first, end - first})) continue;
        for (std::size_t i = first; i < end; ++i) calls[i].by_image = true;
      }
    }
  }

  // An order that does not change where a pass puts the nodes: that in which the gradients of several readers
  // are added.
  std::vector<NodeId> nodes_by_name() const {
    std::vector<NodeId> ids(graph_.nodes.size());
    std::iota(ids.begin(), ids.end(), NodeId{0});
    std::sort(ids.begin(), ids.end(), [&](NodeId a, NodeId b) { return node(a).name < node(b).name; });
    return ids;
  }

  void make_gradient_slots() {
    if (!plan_.options.gradients) return;
    for (const NodeId id : nodes_by_name()) {
      PlannedNode& entry = planned(id);
      if (!entry.needs_gradient) continue;
      for (const NodeId input : node(id).inputs) {
        if (planned(input).needs_gradient) {
          entry.gradient_slots.push_back(planned(input).gradients.size());
          planned(input).gradients.push_back({.bytes_per_image = bytes_of(node(input).shape)});
        } else {
          entry.gradient_slots.push_back(0);
        }
      }
    }
    for (NodeId id = 0; id < node_count(); ++id) {
      if (planned(id).gradients.size() > 1)
        planned(id).gradient_sum.bytes_per_image = bytes_of(node(id).shape);
    }
  }

  Lifetime& lifetime(Buffer& buffer, Moment now) {
    const auto [place, is_new] = lifetime_places_.try_emplace(&buffer, lifetimes_.size());
    if (is_new) {
      buffer.used = true;
      lifetimes_.push_back({{&buffer}, now, now, false});
    }
    return lifetimes_[place->second];
  }
  void use(Buffer& buffer, Moment now) { lifetime(buffer, now).last = now; }
  void keep(Buffer& buffer) {
    Lifetime& life = lifetime(buffer, {0, 0});
    life.first = {0, 0};
    life.last = {static_cast<int>(plan_.segments.size()), 0};
    life.whole_batch = true;
  }

  Buffer& arriving_gradient(NodeId id) {
    PlannedNode& entry = planned(id);
    return entry.gradients.size() > 1 ? entry.gradient_sum : entry.gradients[0];
  }

  void measure_lifetimes() {
    for (NodeId id = 0; id < node_count(); ++id) {
      planned(id).output.bytes_per_image = bytes_of(node(id).shape);
      planned(id).saved.bytes_per_image = planned(id).needs.saved_per_image;
    }
    Moment now;
    for (const Segment& segment : plan_.segments) {
      now.call = 0;
      for (const Call& call : segment.calls) {
        measure(call, now);
        ++now.call;
      }
      ++now.segment;
    }
    // The images stay where the caller put them for the whole step; so do all kept outputs.
    keep(planned(graph_.input).output);
    for (const NodeId id : plan_.options.kept) keep(planned(id).output);
    if (plan_.options.gradients && plan_.options.input_gradient) keep(arriving_gradient(graph_.input));
  }

  void measure(const Call& call, Moment now) {
    PlannedNode& entry = planned(call.node);
    switch (call.kind) {
      case CallKind::forward:
        for (const NodeId input : node(call.node).inputs) use(planned(input).output, now);
        if (call.phase + 1 == entry.needs.forward_phases && !entry.is_loss) use(entry.output, now);
        if (entry.needs.saved_per_image > 0) use(entry.saved, now);
        break;
      case CallKind::sum_gradients:
        for (Buffer& gradient : entry.gradients) use(gradient, now);
        use(entry.gradient_sum, now);
        break;
      case CallKind::backward:
        measure_backward(call, now);
        break;
      case CallKind::whole_batch_gradients:
        use(arriving_gradient(call.node), now);
        for (const NodeId input : node(call.node).inputs) use(planned(input).output, now);
        break;
    }
  }

  void measure_backward(const Call& call, Moment now) {
    PlannedNode& entry = planned(call.node);
    if (!entry.is_loss) use(arriving_gradient(call.node), now);
    if (entry.needs.output_in_backward) use(entry.output, now);
    if (entry.needs.saved_per_image > 0) use(entry.saved, now);
    const bool last_phase = call.phase + 1 == entry.needs.backward_phases;
    for (std::size_t i = 0; i < node(call.node).inputs.size(); ++i) {
      PlannedNode& input = planned(node(call.node).inputs[i]);
      if (entry.needs.input_in_backward) use(input.output, now);
      if (last_phase && input.needs_gradient) use(input.gradients[entry.gradient_slots[i]], now);
    }
  }

  // Gives outputs the place of an input, and gradients that of the output's, where kernels allow it and
  // nothing else needs what lies there.
  void work_in_place() {
    for (NodeId id = 0; id < node_count(); ++id) {
      PlannedNode& entry = planned(id);
      if (!entry.needs.in_place) continue;
      const std::vector<NodeId>& inputs = node(id).inputs;
      PlannedNode& input = planned(inputs[0]);
      // An input that is read again after the first would have been written over.
      if (std::count(inputs.begin(), inputs.end(), inputs[0]) == 1) share_place(input.output, entry.output);
      if (entry.needs_gradient && input.needs_gradient)
        share_place(arriving_gradient(id), input.gradients[entry.gradient_slots[0]]);
    }
    std::erase_if(lifetimes_, [](const Lifetime& life) { return life.buffers.empty(); });
  }

  void share_place(Buffer& earlier, Buffer& later) {
    if (!earlier.used || !later.used) return;
    const std::size_t place = lifetime_places_.at(&earlier);
    Lifetime& first = lifetimes_[place];
    Lifetime& second = lifetimes_[lifetime_places_.at(&later)];
    if (first.whole_batch || !(first.last == second.first) ||
        first.bytes_per_image() != second.bytes_per_image())
      return;
    first.last = second.last;
    first.whole_batch = second.whole_batch;
    for (Buffer* buffer : second.buffers) {
      lifetime_places_[buffer] = place;
      first.buffers.push_back(buffer);
    }
    second.buffers.clear();
  }

  // The calls that are made image by image with the given one; itself alone if it is not.
  std::pair<int, int> calls_by_image(Moment moment) const {
    const std::vector<Call>& calls = plan_.segments[static_cast<std::size_t>(moment.segment)].calls;
    const auto by_image = [&](int call) {
      return call >= 0 && call < static_cast<int>(calls.size()) &&
             calls[static_cast<std::size_t>(call)].by_image;
    };
    int first = moment.call;
    int last = moment.call;
    while (by_image(moment.call) && by_image(first - 1)) --first;
    while (by_image(moment.call) && by_image(last + 1)) ++last;
    return {first, last};
  }

  // A block of a thread. What holds a slice is in use from the first image to the last.
  Block thread_block(Lifetime& life) const {
    const std::size_t bytes = life.bytes_per_image();
    const auto [run_first, run_last] = calls_by_image(life.first);
    const bool of_image = run_first < run_last && life.last.call <= run_last;
    for (Buffer* buffer : life.buffers) buffer->of_image = of_image;
    if (of_image) return {bytes, life.first.call, life.last.call};
    return {bytes * static_cast<std::size_t>(plan_.slice), run_first, calls_by_image(life.last).second};
  }

  void place_buffers() {
    const auto end = static_cast<int>(plan_.segments.size());
    std::vector<Block> shared;
    std::vector<std::vector<Block>> own(plan_.segments.size());
    std::vector<std::pair<Lifetime*, std::size_t>> order;  // with the place in its list
    for (Lifetime& life : lifetimes_) {
      const bool of_thread = !life.whole_batch && life.first.segment == life.last.segment;
      for (Buffer* buffer : life.buffers) buffer->of_thread = of_thread;
      if (of_thread) {
        auto& list = own[static_cast<std::size_t>(life.first.segment)];
        order.emplace_back(&life, list.size());
        list.push_back(thread_block(life));
      } else {
        order.emplace_back(&life, shared.size());
        shared.push_back({life.bytes_per_image() * static_cast<std::size_t>(plan_.own_images),
                          life.first.segment, life.last.segment});
      }
    }
    const std::size_t first_fixed = shared.size();
    const std::vector<int> backward = backward_segments();
    for (NodeId id = 0; id < node_count(); ++id)
      add_fixed_blocks(id, backward[static_cast<std::size_t>(id)], end, shared);
    plan_.batch_bytes = place(shared);
    for (std::vector<Block>& list : own) plan_.scratch_offset = std::max(plan_.scratch_offset, place(list));
    for (const auto& [life, index] : order) {
      for (Buffer* buffer : life->buffers) {
        buffer->offset = buffer->of_thread ? own[static_cast<std::size_t>(life->first.segment)][index].offset
                                           : shared[index].offset;
      }
    }
    std::size_t next = first_fixed;
    std::size_t scratch = 0;
    for (NodeId id = 0; id < node_count(); ++id) {
      PlannedNode& entry = planned(id);
      scratch = std::max(scratch, entry.needs.scratch);
      entry.workspace_offset = shared[next++].offset;
      entry.sums_offset = shared[next++].offset;
      for (std::size_t p = 0; p < entry.needs.gradient_partials.size(); ++p) {
        entry.partial_offsets.push_back(shared[next++].offset);
      }
    }
    plan_.thread_bytes = (plan_.scratch_offset + scratch + 4095) / 4096 * 4096;
  }

  // The segment of each node's last phase of backward; 0 where it has none.
  std::vector<int> backward_segments() const {
    std::vector<int> segments(graph_.nodes.size(), 0);
    for (std::size_t s = 0; s < plan_.segments.size(); ++s) {
      for (const Call& call : plan_.segments[s].calls) {
        if (call.kind == CallKind::backward)
          segments[static_cast<std::size_t>(call.node)] = static_cast<int>(s);
      }
    }
    return segments;
  }

  // A kernel's workspace and sums live always; partial gradients from the kernel's backward to the end of the
  // step.
  void add_fixed_blocks(NodeId id, int backward, int end, std::vector<Block>& shared) {
    const KernelNeeds& needs = planned(id).needs;
    shared.push_back({needs.workspace, 0, end});
    const std::size_t sums = planned(id).sums_stride * static_cast<std::size_t>(plan_.own_slices);
    shared.push_back({sums * sizeof(double), 0, end});
    for (const std::size_t elements : needs.gradient_partials) {
      const std::size_t padded = (elements * sizeof(float) + 63) / 64 * 64;
      shared.push_back({padded * static_cast<std::size_t>(plan_.own_slices), backward, end});
    }
  }

  const Graph& graph_;
  Plan plan_;
  onednn::ConvolutionMaker convolutions_;
  std::vector<int> incoming_gradients_;  // of each node's output
  std::vector<Lifetime> lifetimes_;
  std::unordered_map<const Buffer*, std::size_t> lifetime_places_;
};

}  // namespace

Plan make_plan(const Graph& graph, const PlanOptions& options) {
  return Planner(graph, options).run();
}

}  // namespace cae
