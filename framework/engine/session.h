// A model ready to run: its plan, its memory and its kernels, bound to parameters that others own.
#pragma once

#include <memory>
#include <span>

#include "framework/engine/memory_region.h"
#include "framework/engine/plan.h"
#include "framework/engine/step_observer.h"
#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"

namespace cae {

class Session {
 public:
  // `parameters` has all those of the graph, found by name. It, the graph and the pool must outlive the
  // session. Throws Failure where memory does not suffice.
  Session(const Graph& graph, ParameterArrays& parameters, ThreadPool& pool, const PlanOptions& options);

  // Where the caller puts the images of a step, NHWC, and what the output should be; batch images each.
  std::span<float> input();
  std::span<float> target();

  // Runs one step on the first context.count images (context.slices is set here). Returns the sum of the loss
  // over all numbers of the output, or 0 without a loss. With gradients, those of the mean loss are then in
  // gradients().
  double run(StepContext context);

  // Tells `observer` of all work from now on; nullptr: nobody, which costs nothing.
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
    int index;  // of the slice
    int first;  // of the images, in the batch
    int count;
    int thread;
    int within = 0;  // first, in the slice
  };
  float* at(const Buffer& buffer, const Place& place) const;
  std::byte* bytes_at(const Buffer& buffer, const Place& place) const;
  const Buffer& arriving_gradient(NodeId node) const;
  template <class F>
  void observed(WorkSpan span, F&& work);
  void run_calls(std::span<const Call> calls, const Place& place, const StepContext& context);
  void run_call(const Call& call, const Place& place, const StepContext& context);
  void run_whole_batch(NodeId node, const Place& place, const StepContext& context);
  void run_loss(const Place& place, int images);
  void sum_gradients(NodeId node, const Place& place);
  void fill_slice(NodeId node, const Place& place, Slice& slice);
  void finish_phase(const Call& call);
  void reduce_gradients(int slices);

  // A parameter whose gradient is a sum over slices.
  struct Reduction {
    NodeId node;
    std::size_t parameter;  // within the node
    std::size_t global;     // within ParameterArrays
    std::size_t elements;   // of one partial
    float* partials;
    std::size_t stride;  // floats between two slices' partials
  };

  const Graph& graph_;
  ThreadPool& pool_;
  StepObserver* observer_ = nullptr;
  Plan plan_;
  MemoryRegion batch_region_;
  MemoryRegion thread_region_;
  std::vector<float> target_;
  std::vector<double> slice_losses_;
  std::unique_ptr<ParameterArrays> gradients_;
  std::vector<Reduction> reductions_;
  std::vector<std::pair<std::size_t, std::size_t>> reduction_chunks_;  // (reduction, first element)
  // Pointer lists that slices show to kernels: one row for each thread.
  std::size_t pointers_of_thread_ = 0;
  std::vector<float*> pointers_;
};

}  // namespace cae
