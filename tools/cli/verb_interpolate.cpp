// cae-lab interpolate RUN A B: images on the straight line between the codes of two test images.
#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <utility>

#include "framework/base/catalogue/use_model.h"
#include "framework/run/same_data.h"
#include "framework/train/evaluator.h"
#include "tools/cli/dark_option.h"
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
  ImageOutput output;
};

std::vector<float> codes_between(std::span<const float> ends, std::int64_t steps) {
  const std::size_t numbers = ends.size() / 2;
  std::vector<float> codes;
  for (std::int64_t step = 0; step < steps; ++step) {
    const float share = static_cast<float>(step) / static_cast<float>(steps - 1);
    for (std::size_t i = 0; i < numbers; ++i) codes.push_back(std::lerp(ends[i], ends[numbers + i], share));
  }
  return codes;
}

std::pair<std::span<const float>, std::span<const float>> halves_of(std::span<const float> both) {
  return {both.first(both.size() / 2), both.last(both.size() / 2)};
}

// Below the originals their numbers, below the others the share of the way.
std::vector<std::string> captions_of(const Arguments& arguments, const std::string& which) {
  std::vector<std::string> captions{which + " " + std::to_string(arguments.first)};
  for (std::int64_t step = 0; step < arguments.steps; ++step)
    captions.push_back(
        fmt::format("{:.2f}", static_cast<double>(step) / static_cast<double>(arguments.steps - 1)));
  captions.push_back(which + " " + std::to_string(arguments.second));
  return captions;
}

int interpolate(const Arguments& arguments) {
  TrainedModel trained = trained_model(arguments.run, true);
  const Graph& model = *trained.config.model;
  ThreadPool pool;
  DecoderSession decoder = decoder_of(trained, pool);
  std::move(check_image_output(arguments.output, decoder.image())).take();
  const DataSets data = load_same_data(trained.stored, trained.config);
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
  const std::vector<float> between = decoder.images(codes);
  if (writes_numbers(arguments.output)) {
    save_images(arguments.output, decoder.image(), between, {});
    return 0;
  }
  // On a sheet the two images stand at the ends of the line.
  const auto [first, second] = halves_of(ends->targets);
  std::vector<float> row(first.begin(), first.end());
  row.insert(row.end(), between.begin(), between.end());
  row.insert(row.end(), second.begin(), second.end());
  ImageTexts texts = texts_of(
      trained, "Interpolated images",
      fmt::format("from {0} image {1} to {0} image {2}, at the ends; below the others the share of the way",
                  which, arguments.first, arguments.second));
  texts.captions = captions_of(arguments, which);
  save_images(arguments.output, decoder.image(), row, texts, arguments.steps + 2);
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
                      images_option(to.output.path),
                      {.names = "--steps",
                       .help = "images from one code to the other; a sheet has the originals at its ends",
                       .target = &to.steps,
                       .value = "N",
                       .check = whole_number(2, 1000),
                       .shows_default = true},
                      weights_option(to.run.weights),
                      dark_option(to.output.dark),
                      store_option(to.run.store)},
          .run = [arguments] { return interpolate(*arguments); }};
}

}  // namespace cae::cli
