// cae-lab interpolate RUN A B: images on the straight line between the codes of two test images.
#include <memory>

#include "framework/base/catalogue/use_model.h"
#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"
#include "framework/train/evaluator.h"
#include "tools/cli/image_output.h"
#include "tools/cli/trained_model.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  RunArgument run;
  std::int64_t first = 0;
  std::int64_t second = 0;
  std::int64_t steps = 10;
  std::string output;
};

std::vector<float> codes_between(std::span<const float> ends, std::int64_t steps) {
  const std::size_t numbers = ends.size() / 2;
  std::vector<float> codes;
  for (std::int64_t step = 0; step < steps; ++step) {
    const float share = static_cast<float>(step) / static_cast<float>(steps - 1);
    for (std::size_t i = 0; i < numbers; ++i)
      codes.push_back(ends[i] + share * (ends[numbers + i] - ends[i]));
  }
  return codes;
}

int interpolate(const Arguments& arguments) {
  TrainedModel trained = trained_model(arguments.run, true);
  std::move(check_inputs(trained.stored.name, trained.stored.inputs, sum_inputs(trained.config).take()))
      .take();
  const Graph& model = *trained.config.model;
  ThreadPool pool;
  DecoderSession decoder = decoder_of(trained, pool);
  std::move(check_image_output(arguments.output, decoder.image())).take();
  const DataSets data = load_data(trained.config.data, input_shape(model)).take();
  const Dataset& images = data.test ? *data.test : data.train;
  const std::string which = data.test ? "test" : "training";
  for (const std::int64_t index : {arguments.first, arguments.second}) {
    if (index >= images.count) return report({catalogue::no_such_image(index, images.count, which)});
  }
  Evaluator encoder(model, trained.weights, pool, 2, "", {model.code});
  BatchSource source(images, 2, {}, false);
  source.start_epoch(
      {static_cast<std::uint32_t>(arguments.first), static_cast<std::uint32_t>(arguments.second)}, 0);
  const std::optional<BatchView> ends = source.next().take();
  const std::vector<float> codes = codes_between(encoder.outputs(*ends, model.code), arguments.steps);
  // The two images stand at the ends of the line.
  const std::span<const float> originals = ends->targets;
  std::vector<float> row(originals.begin(),
                         originals.begin() + static_cast<std::ptrdiff_t>(originals.size() / 2));
  const std::vector<float> between = decoder.images(codes);
  row.insert(row.end(), between.begin(), between.end());
  row.insert(row.end(), originals.begin() + static_cast<std::ptrdiff_t>(originals.size() / 2),
             originals.end());
  save_images(arguments.output, decoder.image(), row, arguments.steps + 2);
  return 0;
}

}  // namespace

Verb interpolate_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {.name = "interpolate",
          .help = "Decode the codes on the line between two test images",
          .options = {run_argument(to.run.run),
                      {.names = "A",
                       .help = "number of a test image, from 0",
                       .target = &to.first,
                       .check = whole_number(),
                       .required = true},
                      {.names = "B",
                       .help = "number of another",
                       .target = &to.second,
                       .check = whole_number(),
                       .required = true},
                      images_option(to.output),
                      {.names = "--steps",
                       .help = "images from one code to the other",
                       .target = &to.steps,
                       .value = "N",
                       .check = whole_number(2, 1000),
                       .shows_default = true},
                      weights_option(to.run.weights),
                      store_option(to.run.store)},
          .run = [arguments] { return interpolate(*arguments); }};
}

}  // namespace cae::cli
