// A model ready to run: its plan, its memory and its kernels, bound to parameters that the caller owns.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/engine/memory_region.h"
#include "framework/engine/plan.h"
#include "framework/engine/slice_sums.h"
#include "framework/engine/step_observer.h"
#include "framework/engine/thread_pool.h"
#include "framework/engine/tied_weights.h"
#include "framework/engine/weight_decay.h"
#include "framework/graph/parameters.h"

namespace cae {

class Session {
 public:
  // `parameters` has all those of the graph, found by name. It, the graph and the pool must outlive the
  // session. Throws Failure where memory does not suffice.
  Session(const Graph& graph, ParameterArrays& parameters, ThreadPool& pool, const PlanOptions& options);

  // Where the caller puts this process's images of a step, NHWC, and what the outputs of that target should
  // be.
  std::span<float> input();
  std::span<float> target(std::string_view name = target_images);
  // Which images of a step of so many are this process's: all of them, unless the plan has an Exchange.
  struct Images {
    int first = 0;
    int count = 0;
  };
  Images own_images(int images) const;

  // Runs one step on context.images images. Returns what is minimised, the sum of the graph's losses (each
  // weight times a mean over the images of the whole step), or 0 without a loss. With gradients, those of it
  // are then in gradients().
  double run(StepContext context);
  // The terms that were added up in the last step, and what they are called.
  std::span<const double> terms() const { return terms_; }
  const std::vector<std::string>& term_names() const { return term_names_; }

  // Of the nodes whose kernels give metrics, what they summed in the last step.
  const std::map<NodeId, std::vector<double>>& metric_sums() const { return metric_sums_; }

  // Reports all work to `observer` from now on; nullptr: to none, which costs nothing.
  void observe(StepObserver* observer) { observer_ = observer; }

  // A kept node's output, NHWC, of the last step.
  std::span<const float> output(NodeId node) const;
  std::span<const float> input_gradient() const;
  // In the order of the parameters.
  ParameterArrays& gradients() { return *gradients_; }

  const Graph& graph() const { return graph_; }
  const Plan& plan() const { return plan_; }
  std::size_t arena_bytes() const { return batch_region_.bytes() + thread_region_.bytes(); }

 private:
  // Images of a slice: all of them, or one.
  struct Place {
    int index;  // of the slice, among this process's
    int first;  // of the images, among this process's
    int count;
    int thread;
    int within = 0;  // first, in the slice
  };
  void bind_parameter(const ParameterSpec& spec, bool needs_gradient, ParameterArrays& parameters,
                      Binding& binding);
  std::size_t target_numbers(const Node& loss) const;
  std::size_t term_index(const std::string& name);
  float* at(const Buffer& buffer, const Place& place) const;
  std::byte* bytes_at(const Buffer& buffer, const Place& place) const;
  const Buffer& arriving_gradient(NodeId node) const;
  template <class F>
  void observed(WorkSpan span, F&& work);
  void run_calls(std::span<const Call> calls, const Place& place);
  void run_call(const Call& call, const Place& place);
  void gather_rows(const Segment& segment, const StepContext& context);
  void run_whole_batch(const Segment& segment, const StepContext& context);
  void sum_gradients(NodeId node, const Place& place);
  void fill_slice(const Call& call, const Place& place, Slice& slice);
  std::size_t sums_of(const Call& call) const;
  std::span<const double> totals(const Call& call);
  void finish_phase(const Call& call);
  void reduce_gradients();
  void join_gradients();
  double add_terms();
  std::span<const double> last_totals(NodeId node);

  // A parameter whose gradient is a sum over slices.
  struct Reduction {
    NodeId node;
    std::size_t parameter;  // within the node
    float* gradient;
    std::size_t elements;  // of one partial
    float* partials;
    std::size_t stride;  // floats between two slices' partials
  };

  const Graph& graph_;
  ThreadPool& pool_;
  StepObserver* observer_ = nullptr;
  Plan plan_;
  MemoryRegion batch_region_;
  MemoryRegion thread_region_;
  SliceSums sums_;
  std::map<std::string, std::vector<float>, std::less<>> targets_;
  std::vector<const float*> target_of_;  // of each node; nullptr but for losses
  std::vector<NodeId> losses_;
  std::vector<std::size_t> loss_terms_;  // the term that each adds to
  std::vector<std::string> term_names_;
  std::vector<double> terms_;
  std::map<NodeId, std::vector<double>> metric_sums_;
  std::map<NodeId, std::span<const double>> summed_;  // in this step
  // What a layer's weight gradients read of the whole step, where other processes have a part of it.
  struct WholeBatchRows {
    std::vector<float> input;
    std::vector<float> gradient;
  };
  std::map<NodeId, WholeBatchRows> rows_;
  std::unique_ptr<ParameterArrays> gradients_;
  TiedWeights tied_;
  WeightDecay decay_;
  std::vector<std::span<float>> not_computed_;  // gradients
  std::vector<Reduction> reductions_;
  std::vector<std::pair<std::size_t, std::size_t>> reduction_chunks_;  // (reduction, first element)
  // Pointer lists that slices show to kernels: one row for each thread.
  std::size_t pointers_of_thread_ = 0;
  std::vector<float*> pointers_;
};

}  // namespace cae
