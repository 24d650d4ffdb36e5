// A run's model with its weights, for verbs that use it.
#pragma once

#include <string>

#include "framework/graph/parameters.h"
#include "framework/run/decoder_session.h"
#include "framework/run/run_config.h"
#include "framework/store/run_store.h"
#include "tools/cli/image_output.h"
#include "tools/cli/verb.h"

namespace cae::cli {

struct RunArgument {
  std::string run;
  std::string store = "runs";
  std::string weights = "last";  // or "best"
};

Option run_argument(std::string& run);      // RUN
Option weights_option(std::string& which);  // --weights last|best

struct TrainedModel {
  StoredRun stored;
  RunConfig config;  // with its model
  ParameterArrays weights;
  std::string which;  // of the weights: "last" or "best"
};

// The settings of a run, with its model built from the text that it keeps. Throws Failure; where the run's
// images are gone, only if they are needed.
RunConfig config_with_model(const StoredRun& stored, bool needs_images);
// Throws Failure where there is no such run, or no such weights.
TrainedModel trained_model(const RunArgument& argument, bool needs_images = false);

// The texts of a sheet of its images: the run, below `what` ("Reconstructions"), and what they are of.
ImageTexts texts_of(const TrainedModel& trained, const std::string& what, const std::string& images);

// What makes images of its codes; it, and the pool, must outlive that. Throws Failure where nothing does.
DecoderSession decoder_of(TrainedModel& trained, ThreadPool& pool);

}  // namespace cae::cli
