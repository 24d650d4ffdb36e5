// A run's model in the form in which analyses may ask of it.
#pragma once

#include "framework/engine/thread_pool.h"
#include "framework/graph/parameters.h"
#include "framework/plugin/plugin_model.h"

namespace cae {

// Sizes and names alone, before training.
PluginModel outline_of_model(const Graph& model);

// The trained model. `model`, `weights` and `pool` must outlive it. `logits`: a sigmoid makes images of what
// it gives. Its decoder takes its memory at the first use.
PluginModel trained_plugin_model(const Graph& model, ParameterArrays& weights, bool logits, ThreadPool& pool);

// What the decoder takes.
std::size_t decoder_bytes(const Graph& model, int threads);

}  // namespace cae
