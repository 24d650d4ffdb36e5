// The output of one layer for some images, as a table: one row an image, one column a number, in C,H,W order.
// By default the latent code, drawn as a scatter of the classes where it has two numbers.
#include <cstdint>
#include <exception>
#include <iterator>
#include <string>
#include <vector>

#include "cae_plugin.h"

namespace {

constexpr cae_parameter parameters[] = {
    {"layer", CAE_LAYER, "code", 0.0, 0.0, nullptr, "whose output; 'code' is the latent code"},
    {"images", CAE_INTEGER, "500", 0.0, CAE_HIGHEST, nullptr, "how many images, chosen at random; 0: all"},
    {"seed", CAE_INTEGER, "1", 0.0, CAE_HIGHEST, nullptr,
     "of the choice; the same seed chooses the same images in every run and for every plugin"},
    {"from", CAE_WORD, "test", 0.0, 0.0, "test|train", "choose among the test or the training images"},
};

struct Latent {
  const cae_host* host;
  std::string layer;
  std::uint64_t images, seed;
  bool test;
};

void* create(const cae_host* host, const cae_value* values) {
  try {
    return new Latent{host, values[0].text, static_cast<std::uint64_t>(values[1].integer),
                      static_cast<std::uint64_t>(values[2].integer), std::string("test") == values[3].text};
  } catch (const std::exception& error) {
    host->report_error(host->context, error.what());
    return nullptr;
  }
}

void destroy(void* instance) {
  delete static_cast<Latent*>(instance);
}

int request(void* instance, cae_request* wanted) {
  const Latent& latent = *static_cast<const Latent*>(instance);
  wanted->layer = latent.layer.c_str();
  wanted->images = latent.images;
  wanted->seed = latent.seed;
  wanted->from = latent.test ? CAE_TEST_IMAGES : CAE_TRAINING_IMAGES;
  return CAE_OK;
}

// The table, to be filled; or NULL, if the host refuses it.
double* add_table(const Latent& latent, const cae_batch& output, const cae_results& results) {
  const std::size_t units = output.channels * output.height * output.width;
  std::vector<std::string> names;
  for (std::size_t unit = 1; unit <= units; ++unit)
    names.push_back(latent.layer + "_" + std::to_string(unit));
  std::vector<const char*> columns;
  for (const std::string& name : names) columns.push_back(name.c_str());
  const std::string table = "latent-" + latent.layer + (latent.test ? "" : "-train");
  const char* draw = units == 1 ? "" : units == 2 ? "scatter" : "heatmap";
  return results.add_table(results.context, table.c_str(), output.count, units, columns.data(),
                           output.samples, output.labels, draw);
}

int extract(void* instance, const cae_batch* output, const cae_results* results) {
  const Latent& latent = *static_cast<const Latent*>(instance);
  try {
    double* values = add_table(latent, *output, *results);
    if (values == nullptr) return CAE_FAILED;
    const std::size_t numbers = output->count * output->channels * output->height * output->width;
    for (std::size_t i = 0; i < numbers; ++i) values[i] = static_cast<double>(output->values[i]);
    return CAE_OK;
  } catch (const std::exception& error) {
    latent.host->report_error(latent.host->context, error.what());
    return CAE_FAILED;
  }
}

int check(void* instance, const cae_batch* input, const cae_table* const*, std::size_t,
          const cae_results* results) {
  const Latent& latent = *static_cast<const Latent*>(instance);
  try {
    add_table(latent, *input, *results);
    return CAE_OK;
  } catch (const std::exception& error) {
    latent.host->report_error(latent.host->context, error.what());
    return CAE_FAILED;
  }
}

}  // namespace

const cae_plugin cae_plugin_entry = {
    CAE_PLUGIN_HEADER,
    CAE_EXTRACTOR,
    "latent",
    "1.1",
    "the output of a layer, by default the latent code, as a table of features",
    parameters,
    std::size(parameters),
    create,
    destroy,
    nullptr,
    request,
    extract,
    nullptr,
    check};
