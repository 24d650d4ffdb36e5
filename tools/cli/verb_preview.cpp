// cae-lab preview EXP: images before and after each augmentation of an experiment, before anything is
// trained.
#include <algorithm>
#include <memory>

#include "framework/base/catalogue/augmentation.h"
#include "framework/base/utf8.h"
#include "framework/draw/image_sheet.h"
#include "framework/draw/picture_format.h"
#include "framework/run/analysis_check.h"
#include "framework/run/picture_notes.h"
#include "framework/train/augmentation.h"
#include "tools/cli/choose_runs.h"
#include "tools/cli/dark_option.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  std::string experiment;
  std::string output;
  std::int64_t images = 8;
  std::int64_t epoch = 1;
  bool test = false;
  bool dark = false;
  std::optional<std::string> variant;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
};

// The run whose augmentations are shown: the first that is asked for.
RunConfig chosen_run(const Arguments& arguments) {
  Experiment experiment = load_experiment(arguments.experiment, {.set = arguments.set}).take();
  std::vector<std::string> augmented;
  for (const RunConfig& run : experiment.runs) {
    const std::string variant = run.variant.empty() ? "''" : run.variant;
    if (!run.augment.empty() && std::find(augmented.begin(), augmented.end(), variant) == augmented.end())
      augmented.push_back(variant);
  }
  std::move(choose_runs(arguments.variant, arguments.seed, experiment)).take();
  const RunConfig& run = experiment.runs.front();
  if (run.augment.empty()) throw Failure(catalogue::nothing_to_preview(arguments.experiment, augmented));
  return run;
}

// No more images than are shown.
DataSets few_images(const RunConfig& run, std::int64_t images) {
  DataConfig data = run.data;
  for (std::int64_t* limit : {&data.limit, &data.limit_test})
    *limit = *limit == 0 ? images : std::min(*limit, images);
  return load_data(data, input_shape(*run.model)).take();
}

struct Row {
  std::string label;
  std::vector<float> images;  // C,H,W
};

std::string first_label(const Arguments& arguments, const Dataset& images) {
  const std::string numbers = " images 0 to " + std::to_string(images.count - 1);
  return "original: " + (arguments.test
                             ? "test" + numbers
                             : "training" + numbers + " in epoch " + std::to_string(arguments.epoch));
}

// As in the experiment: its name, and what is not the default.
std::string label_of(const PluginInstance& use) {
  std::string label = use.plugin().name();
  for (std::size_t i = 0; i < use.settings().size(); ++i) {
    const PluginParameter& parameter = use.plugin().parameters()[i];
    const SettingValue& value = use.settings()[i].value;
    if (parameter.required || value != parameter.default_value)
      label += " " + parameter.name + "=" + setting_text(value);
  }
  return label + (use.on() == ChangedImages::both ? " on=both" : "");
}

// The images, what enters the model after each use, and the target where that is neither.
std::vector<Row> rows_of(const RunConfig& run, const Dataset& images, const Arguments& arguments) {
  const auto pixels = static_cast<std::size_t>(images.shape.elements());
  const std::vector<std::uint32_t> samples = identity_order(static_cast<std::uint32_t>(images.count));
  std::vector<float> originals(samples.size() * pixels);
  std::move(images.copy_chw(samples, originals.data())).take();
  std::vector<Row> rows{{first_label(arguments, images), originals}};
  std::vector<PluginInstance> plugins =
      make_augmentations(resolve_augmentations(run.augment), run.train.seed);
  const auto add_row = [&](std::size_t use, std::span<const float> now, std::span<const float>) {
    rows.push_back({label_of(plugins[use]), {now.begin(), now.end()}});
  };
  std::vector<float> inputs = originals, targets = originals;
  std::move(chain_augmentations(plugins, images, arguments.test, add_row)(
                inputs, targets, samples, static_cast<std::uint32_t>(arguments.epoch)))
      .take();
  if (targets != inputs && targets != originals) rows.push_back({"target", targets});
  return rows;
}

void write_sheet(const std::vector<Row>& rows, const Dataset& images, const SheetLayout& layout,
                 const std::string& path) {
  const auto pixels = static_cast<std::size_t>(images.shape.elements());
  std::vector<SheetRow> sheet_rows;
  for (const Row& row : rows)
    sheet_rows.push_back(
        {row.label, images.count, images.shape.channels, images.shape.height, images.shape.width});
  ImageSheet sheet(sheet_rows, layout, fit_sheet(sheet_rows, layout, most_sheet_pixels));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::int64_t i = 0; i < images.count; ++i)
      sheet.draw(row, i, std::span(rows[row].images).subspan(static_cast<std::size_t>(i) * pixels, pixels));
  }
  std::move(sheet.write(path)).take();
}

int preview(const Arguments& arguments) {
  std::move(picture_format(arguments.output, {"png", "svg"})).take();
  const RunConfig run = chosen_run(arguments);
  report(run.warnings);
  const DataSets data = few_images(run, arguments.images);
  const Dataset& images = arguments.test && data.test ? *data.test : data.train;
  const SheetLayout layout{.title = "Augmentations of experiment " + run.experiment,
                           .notes = {run_note(run.experiment, run.variant, run.train.seed)},
                           .dark = arguments.dark};
  write_sheet(rows_of(run, images, arguments), images, layout, arguments.output);
  print_written(arguments.output);
  return 0;
}

}  // namespace

Verb preview_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {.name = "preview",
          .help = "Show what an experiment's augmentations make of some images",
          .options = {{.names = "experiment",
                       .help = "the experiment's file",
                       .target = &to.experiment,
                       .value = "EXP.yaml",
                       .path = PathTo::read,
                       .required = true},
                      {.names = "-o,--output",
                       .help = "the sheet to write (.png or .svg): a row for each augmentation",
                       .target = &to.output,
                       .value = "F.png",
                       .path = PathTo::write,
                       .required = true},
                      {.names = "--images",
                       .help = "how many images, the first ones",
                       .target = &to.images,
                       .value = "N",
                       .check = whole_number(1, 1000),
                       .shows_default = true},
                      {.names = "--epoch",
                       .help = "as that epoch sees them",
                       .target = &to.epoch,
                       .value = "N",
                       .check = whole_number(1, 1000000),
                       .shows_default = true},
                      {.names = "--test",
                       .help = "the test images, as they are tested",
                       .target = &to.test,
                       .excludes = {"--epoch"}},
                      {.names = "--set",
                       .help = "a model parameter (width=56) or a key (train.seed=2)",
                       .target = &to.set,
                       .value = "KEY=VALUE"},
                      {.names = "--variant",
                       .help = "the augmentations of this variant ('' is the file without its variants)",
                       .target = &to.variant,
                       .value = "NAME"},
                      {.names = "--seed",
                       .help = "of the random numbers, one of the experiment's",
                       .target = &to.seed,
                       .value = "N",
                       .check = seed_number()},
                      dark_option(to.dark)},
          .run = [arguments] { return preview(*arguments); }};
}

}  // namespace cae::cli
