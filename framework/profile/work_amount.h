// The operations and bytes of each piece of work, from shapes alone.
#pragma once

#include "framework/engine/plan.h"
#include "framework/engine/step_observer.h"

namespace cae {

struct WorkAmount {
  double operations = 0.0;  // of matrix products and convolutions, as the kernel really does them
  // What must be read and written if no cache keeps it between two calls: inputs, output, their gradients,
  // what is saved for backward, parameters and their gradients. Scratch is left out.
  double bytes = 0.0;
};

// Of one step of `images` images, all slices together. `span` says node, work and phase.
WorkAmount amount_of(const WorkSpan& span, const Graph& graph, const Plan& plan, double images);

// Of them, in a full step, the bytes that cross a barrier; the others stay in a thread's cache.
double memory_bytes_of(const WorkSpan& span, const Graph& graph, const Plan& plan);

// Floating-point operations of one image through a model as it is written, no pass applied: two for each
// multiply-add of its convolutions and dense layers, padding counted as if it were multiplied.
double forward_operations(const Graph& model);

}  // namespace cae
