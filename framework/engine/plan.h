// From a graph to what runs: segments of kernel calls between barriers, and an offset for every buffer.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "framework/engine/exchange.h"
#include "framework/graph/graph.h"
#include "framework/graph/kernel.h"

namespace cae {

struct PlanOptions {
  int batch = 100;              // the most images of a step, all processes together
  bool training = true;         // batch statistics and dropout
  bool gradients = true;        // backward too; needs a graph with losses
  bool input_gradient = false;  // also that of the images
  onednn::Precision precision = onednn::Precision::fp32;
  // For threads that share the work within slices (ThreadPool::shares_work): calls go image by image only
  // where one image is enough to share.
  bool shared = false;
  std::vector<NodeId> kept = {};  // outputs that stay readable after a step
  // With the processes that share the slices of each step; nullptr: this process has all slices.
  Exchange* exchange = nullptr;
};

enum class CallKind { forward, sum_gradients, backward, whole_batch_gradients };

// One kernel call on one slice; for whole_batch_gradients, on one of as many shares of the parameters.
struct Call {
  CallKind kind;
  NodeId node;
  int phase = 0;
  // With its neighbours of which the same is said: they are called for the slice's first image, then for its
  // second, and so on.
  bool by_image = false;
};

// Calls that every slice makes one after the other, without waiting for other slices. Then a barrier, and,
// once, the kernel's after_forward or after_backward of `after`.
struct Segment {
  std::vector<Call> calls;
  std::optional<Call> after = std::nullopt;
  bool whole_batch = false;  // its calls are made on shares of the parameters, each with all images
};

// The place of a buffer. Whole-batch buffers have `bytes_per_image` for each image of the batch; a buffer
// that only one segment uses belongs to a thread, and holds the images of one slice, or one image at a time
// where only consecutive calls by image use it.
struct Buffer {
  std::size_t bytes_per_image = 0;
  std::size_t offset = 0;
  bool of_thread = false;
  bool of_image = false;
  bool used = false;
};

struct PlannedNode {
  std::unique_ptr<Kernel> kernel;
  KernelNeeds needs;
  bool is_loss = false;  // has no output
  Buffer output;
  Buffer saved;
  std::size_t workspace_offset = 0;
  std::size_t sums_offset = 0;  // of this process's slices: [slices][sums_stride] doubles
  std::size_t sums_stride = 0;
  bool needs_gradient = false;               // something at or before it needs one
  std::vector<Buffer> gradients;             // of its output, one from each consumer
  Buffer gradient_sum;                       // used where there are several of them
  std::vector<std::size_t> partial_offsets;  // of each parameter: [slices][elements] floats
  // Of each input: which of the input's `gradients` this node assigns.
  std::vector<std::size_t> gradient_slots;
};

struct Plan {
  PlanOptions options;
  int slice = 1;                   // images of a slice
  int slices = 1;                  // of a full batch
  int own_slices = 1;              // of them, the most that this process has
  int own_images = 1;              // in them
  std::vector<PlannedNode> nodes;  // as in the graph
  std::vector<Segment> segments;
  std::size_t batch_bytes = 0;     // the whole-batch region
  std::size_t thread_bytes = 0;    // of each thread: its buffers, then its scratch
  std::size_t scratch_offset = 0;  // within the thread's region
};

Plan make_plan(const Graph& graph, const PlanOptions& options);

}  // namespace cae
