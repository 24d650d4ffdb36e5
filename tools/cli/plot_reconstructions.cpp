#include "tools/cli/plot_reconstructions.h"

#include <memory>

#include "framework/base/utf8.h"
#include "framework/draw/picture_format.h"
#include "framework/run/analysis_check.h"
#include "framework/run/reconstruction_sheet.h"
#include "framework/run/same_data.h"
#include "framework/train/augmentation.h"
#include "tools/cli/dark_option.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/trained_model.h"

namespace cae::cli {
namespace {

struct SheetCall {
  RunArgument run;
  std::string file;
  std::int64_t images = sheet_images;
  bool dark = false;
};

int plot_reconstructions(const SheetCall& call) {
  std::move(picture_format(call.file, {"png", "svg"})).take();
  TrainedModel trained = trained_model(call.run, true);
  const RunConfig& config = trained.config;
  const DataSets data = load_same_data(trained.stored, config);
  std::vector<PluginInstance> augmentations =
      make_augmentations(resolve_augmentations(config.augment), config.train.seed);
  ThreadPool pool;
  Reconstructions what =
      first_reconstructions({trained.stored.name, config, *config.model, data, augmentations},
                            trained.weights, trained.which, call.images);
  what.dark = call.dark;
  std::move(draw_reconstructions(what, {call.file}, pool, [] {})).take();
  print_written(call.file);
  return 0;
}

}  // namespace

Verb plot_reconstructions_verb() {
  const auto call = std::make_shared<SheetCall>();
  return {.name = "reconstructions",
          .help = "The first images of a run: originals, inputs, reconstructions and errors",
          .options = {run_argument(call->run.run),
                      {.names = "-o,--output",
                       .help = "the sheet to write: .png or .svg",
                       .target = &call->file,
                       .value = "F.png",
                       .path = PathTo::write,
                       .required = true},
                      {.names = "--images",
                       .help = "how many images, the first ones",
                       .target = &call->images,
                       .value = "N",
                       .check = whole_number(1, 1000),
                       .shows_default = true},
                      weights_option(call->run.weights),
                      dark_option(call->dark),
                      store_option(call->run.store)},
          .run = [call] { return plot_reconstructions(*call); }};
}

}  // namespace cae::cli
