#include "tools/cli/trained_model.h"

#include <filesystem>
#include <memory>
#include <utility>

#include "dsl/model/model.h"
#include "framework/base/catalogue/analysis.h"
#include "framework/run/best_and_last_checkpoint.h"
#include "framework/run/picture_notes.h"
#include "framework/run/stored_config.h"
#include "framework/train/reconstruction_loss.h"
#include "framework/train/weights.h"
#include "tools/cli/run_text.h"

namespace cae::cli {

Option run_argument(std::string& run) {
  return {.names = "RUN", .help = "id or name of a run, or 'last'", .target = &run, .required = true};
}

Option weights_option(std::string& which) {
  return {.names = "--weights",
          .help = "those of the last epoch or of the best",
          .target = &which,
          .value = "WORD",
          .check = one_of({"last", "best"}),
          .shows_default = true};
}

RunConfig config_with_model(const StoredRun& stored, bool needs_images) {
  RunConfig config = (needs_images ? stored_config(stored) : stored_config_without_data(stored)).take();
  config.model = std::make_shared<const Graph>(
      build_model(config.model_text, config.model_file, config.parameters).take());
  return config;
}

TrainedModel trained_model(const RunArgument& argument, bool needs_images) {
  const RunStore store = RunStore::open(argument.store, StoreAccess::read).take();
  StoredRun stored = store.run(find_runs(store, {argument.run}).take().front()).take();
  RunConfig config = config_with_model(stored, needs_images);
  ParameterArrays weights(*config.model);
  const std::string file = checkpoint_named(argument.weights, store.folder(stored.name));
  std::error_code ignored;
  if (argument.weights == "best" && !std::filesystem::exists(file, ignored))
    throw Failure(catalogue::no_best_weights(file));
  std::move(load_weights(file, weights)).take();
  return {std::move(stored), std::move(config), std::move(weights), argument.weights};
}

ImageTexts texts_of(const TrainedModel& trained, const std::string& what, const std::string& images) {
  const StoredRun& run = trained.stored;
  return {.title = what + " of run " + run.name,
          .notes = {run_note(run.experiment, run.variant, run.seed),
                    joined_notes(images, weights_note(trained.which))}};
}

DecoderSession decoder_of(TrainedModel& trained, ThreadPool& pool) {
  const Graph& model = *trained.config.model;
  return DecoderSession::open(model, trained.weights, gives_logits(model, trained.config.train), pool).take();
}

}  // namespace cae::cli
