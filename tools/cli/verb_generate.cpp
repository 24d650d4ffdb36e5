// cae-lab generate RUN: images of codes that are drawn from the prior.
#include <memory>

#include "framework/base/catalogue/use_model.h"
#include "framework/base/count_text.h"
#include "framework/base/random.h"
#include "tools/cli/dark_option.h"
#include "tools/cli/image_output.h"
#include "tools/cli/trained_model.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  RunArgument run;
  ImageOutput output;
  std::int64_t count = 100;
  std::uint64_t seed = 1;
};

// Standard normal codes: draw i is the same whatever the count.
std::vector<float> drawn_codes(std::int64_t count, std::size_t numbers, std::uint64_t seed) {
  std::vector<float> codes(static_cast<std::size_t>(count) * numbers);
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    RandomStream(seed, "generate", 0, i)
        .fill_normal(std::span(codes).subspan(i * numbers, numbers), 0.0F, 1.0F);
  }
  return codes;
}

int generate(const Arguments& arguments) {
  TrainedModel trained = trained_model(arguments.run);
  const Graph& model = *trained.config.model;
  ThreadPool pool;
  DecoderSession decoder = decoder_of(trained, pool);
  const Node& code = model.nodes[static_cast<std::size_t>(model.code)];
  if (code.kind != "sample" && code.kind != "match")
    return report({catalogue::no_prior(model.name, code.layer)});
  std::move(check_image_output(arguments.output, decoder.image())).take();
  const std::vector<float> codes =
      drawn_codes(arguments.count, static_cast<std::size_t>(decoder.code().elements()), arguments.seed);
  save_images(arguments.output, decoder.image(), decoder.images(codes),
              texts_of(trained, "Generated images",
                       counted(arguments.count, "code") + " drawn from the prior with seed " +
                           std::to_string(arguments.seed)));
  return 0;
}

}  // namespace

Verb generate_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {.name = "generate",
          .help = "Draw codes from the prior of a variational or Wasserstein model, and decode them",
          .options = {run_argument(to.run.run),
                      images_option(to.output.path),
                      {.names = "--count",
                       .help = "images",
                       .target = &to.count,
                       .value = "N",
                       .check = whole_number(1, 10'000),
                       .shows_default = true},
                      {.names = "--seed",
                       .help = "seed of the draws",
                       .target = &to.seed,
                       .value = "N",
                       .check = seed_number(),
                       .shows_default = true},
                      weights_option(to.run.weights),
                      dark_option(to.output.dark),
                      store_option(to.run.store)},
          .run = [arguments] { return generate(*arguments); }};
}

}  // namespace cae::cli
