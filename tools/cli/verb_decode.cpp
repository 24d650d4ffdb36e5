// cae-lab decode RUN CODES.npy: images of given codes.
#include <memory>
#include <span>

#include "framework/base/catalogue/use_model.h"
#include "framework/base/count_text.h"
#include "framework/base/utf8.h"
#include "framework/data/finite_floats.h"
#include "framework/data/npy.h"
#include "framework/graph/rules/kernel_support.h"
#include "tools/cli/dark_option.h"
#include "tools/cli/image_output.h"
#include "tools/cli/trained_model.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  RunArgument run;
  std::string codes;
  ImageOutput output;
};

constexpr std::size_t longest_file_name = 60;  // on a sheet

// [N,units] or [N,C,H,W], as `apply --layer` writes them; H,W,C.
Result<std::vector<float>> read_codes(const std::string& file, const Shape& shape) {
  const Result<Array> array = read_npy(file);
  if (!array) return array.diagnostics();
  std::vector<std::int64_t> wanted{array->dims.empty() ? 1 : array->dims[0], shape.channels};
  if (!shape.flat) wanted.insert(wanted.end(), {shape.height, shape.width});
  if (array->dims != wanted) {
    const std::string one = dims_text(std::span(wanted).subspan(1));
    return catalogue::codes_of_other_shape(file, dims_text(array->dims), "[N, " + one.substr(1));
  }
  if (wanted[0] == 0) return catalogue::no_codes(file);
  const Result<std::vector<float>> chw = finite_floats(*array, file);
  if (!chw) return chw.diagnostics();
  std::vector<float> hwc(chw->size());
  for (std::size_t at = 0; at < chw->size(); at += elements_of(shape))
    channels_last(shape, chw->data() + at, hwc.data() + at);
  return hwc;
}

int decode(const Arguments& arguments) {
  TrainedModel trained = trained_model(arguments.run);
  ThreadPool pool;
  DecoderSession decoder = decoder_of(trained, pool);
  std::move(check_image_output(arguments.output, decoder.image())).take();
  const std::vector<float> codes = read_codes(arguments.codes, decoder.code()).take();
  const auto count = static_cast<std::int64_t>(codes.size() / elements_of(decoder.code()));
  const std::string file = visible(arguments.codes, longest_file_name);
  save_images(arguments.output, decoder.image(), decoder.images(codes),
              texts_of(trained, "Decoded images", counted(count, "code") + " of " + file));
  return 0;
}

}  // namespace

Verb decode_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {.name = "decode",
          .help = "Make images of codes by the decoder of a trained model",
          .options = {run_argument(to.run.run),
                      {.names = "CODES",
                       .help = "the codes, one a row",
                       .target = &to.codes,
                       .value = "CODES.npy",
                       .path = PathTo::read,
                       .required = true},
                      images_option(to.output.path),
                      weights_option(to.run.weights),
                      dark_option(to.output.dark),
                      store_option(to.run.store)},
          .run = [arguments] { return decode(*arguments); }};
}

}  // namespace cae::cli
