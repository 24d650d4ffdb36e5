// cae-lab decode RUN CODES.npy: images of given codes.
#include <algorithm>
#include <cmath>
#include <memory>

#include "framework/base/catalogue/run.h"
#include "framework/base/catalogue/use_model.h"
#include "framework/base/utf8.h"
#include "framework/data/npy.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/run/decoder_session.h"
#include "framework/train/reconstruction_loss.h"
#include "tools/cli/image_output.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/trained_model.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  RunArgument run;
  std::string codes;
  std::string output;
};

constexpr std::int64_t columns = 10;

// [N,units] or [N,C,H,W], as `apply --layer` writes them; H,W,C.
Result<std::vector<float>> read_codes(const std::string& file, const Shape& shape) {
  const Result<Array> array = read_npy(file);
  if (!array) return array.diagnostics();
  std::vector<std::int64_t> wanted{array->dims.empty() ? 1 : array->dims[0], shape.channels};
  if (!shape.flat) wanted.insert(wanted.end(), {shape.height, shape.width});
  if (array->dims != wanted)
    return catalogue::codes_of_other_shape(file, dims_text(array->dims), dims_text(wanted));
  if (wanted[0] == 0) return catalogue::no_codes(file);
  const std::vector<float> chw = to_floats(*array);
  if (!std::all_of(chw.begin(), chw.end(), [](float v) { return std::isfinite(v); }))
    return catalogue::probe_not_finite(file);
  std::vector<float> hwc(chw.size());
  for (std::size_t at = 0; at < chw.size(); at += elements_of(shape))
    channels_last(shape, chw.data() + at, hwc.data() + at);
  return hwc;
}

int decode(const Arguments& arguments) {
  TrainedModel trained = trained_model(arguments.run);
  const Graph& model = *trained.config.model;
  ThreadPool pool;
  DecoderSession decoder =
      DecoderSession::open(model, trained.weights, gives_logits(model, trained.config.train), pool).take();
  std::move(check_image_output(arguments.output, decoder.image())).take();
  const std::vector<float> codes = read_codes(arguments.codes, decoder.code()).take();
  std::move(write_images(arguments.output, decoder.image(), decoder.images(codes), columns)).take();
  print(visible(arguments.output) + "\n");
  return 0;
}

}  // namespace

Verb decode_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {.name = "decode",
          .help = "Make images of codes by the decoder of a trained model",
          .options = {{.names = "RUN",
                       .help = "id or name of a run, or 'last'",
                       .target = &to.run.run,
                       .required = true},
                      {.names = "CODES",
                       .help = "the codes, one a row",
                       .target = &to.codes,
                       .value = "CODES.npy",
                       .required = true},
                      {.names = "-o,--output",
                       .help = "the sheet to write (.png), or the images (.npy)",
                       .target = &to.output,
                       .value = "F.png",
                       .required = true},
                      weights_option(to.run.weights),
                      store_option(to.run.store)},
          .run = [arguments] { return decode(*arguments); }};
}

}  // namespace cae::cli
