// The output of one layer for some images, as a table: one row an image, one column a number, in C,H,W order,
// or one column a channel where the layer is pooled. By default the latent code, drawn as a scatter of the
// classes where it has two numbers, as histograms where it has one.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "support/analysis.h"
#include "support/parameter_list.h"

namespace {

constexpr auto parameters = plugin::parameter_list(
    cae_parameter{"layer", CAE_LAYER, "code", 0.0, 0.0, nullptr, "whose output; 'code' is the latent code"},
    plugin::choice_parameters("augmented"),
    cae_parameter{"pool", CAE_WORD, "none", 0.0, 0.0, "none|mean|max",
                  "keep all numbers of a layer, or the mean or the largest of each channel"},
    cae_parameter{"values", CAE_FLAG, "false", 0.0, 0.0, nullptr,
                  "write all numbers of a layer of more than 256, not only the means of its channels"});

enum class Pool { none, mean, max };

struct Latent {
  const cae_host* host;
  std::string layer;
  plugin::Choice choice;
  Pool pool;

  std::string table() const {
    return "latent-" + layer +
           (pool == Pool::none   ? ""
            : pool == Pool::mean ? "-mean"
                                 : "-max") +
           choice.suffix();
  }
};

Pool pool_of(const std::string& word) {
  return word == "none" ? Pool::none : word == "mean" ? Pool::mean : Pool::max;
}

void* create(const cae_host* host, const cae_value* values) {
  return plugin::created(host, [&] {
    return new Latent{host, values[0].text, plugin::Choice(values + 1), pool_of(values[5].text)};
  });
}

void destroy(void* instance) {
  delete static_cast<Latent*>(instance);
}

int request(void* instance, cae_request* wanted) {
  const Latent& latent = *static_cast<const Latent*>(instance);
  wanted->layer = latent.layer.c_str();
  latent.choice.ask(*wanted);
  return CAE_OK;
}

// The table, to be filled; or NULL, if the host refuses it.
double* add_table(const Latent& latent, const cae_batch& output, const cae_results& results) {
  const std::size_t places = latent.pool == Pool::none ? output.height * output.width : 1;
  const std::size_t units = output.channels * places;
  const char* draw = units == 1 ? "histogram" : units == 2 ? "scatter" : "heatmap";
  return plugin::add_table(results, latent.table(), output.count, plugin::numbered(latent.layer + "_", units),
                           output.samples, output.labels, draw);
}

double pooled(Pool pool, const float* plane, std::size_t places) {
  if (pool == Pool::max) return static_cast<double>(*std::max_element(plane, plane + places));
  return std::accumulate(plane, plane + places, 0.0) / static_cast<double>(places);
}

int extract(void* instance, const cae_batch* output, const cae_results* results) {
  const Latent& latent = *static_cast<const Latent*>(instance);
  return plugin::guarded(*latent.host, [&]() -> int {
    double* values = add_table(latent, *output, *results);
    if (values == nullptr) return CAE_FAILED;
    const std::size_t places = output->height * output->width, planes = output->count * output->channels;
    if (latent.pool == Pool::none) {
      std::copy_n(output->values, planes * places, values);
    } else {
      for (std::size_t plane = 0; plane < planes; ++plane)
        values[plane] = pooled(latent.pool, output->values + plane * places, places);
    }
    return CAE_OK;
  });
}

int check(void* instance, const cae_batch* input, const cae_table* const*, std::size_t,
          const cae_results* results) {
  const Latent& latent = *static_cast<const Latent*>(instance);
  return plugin::guarded(*latent.host, [&]() -> int {
    add_table(latent, *input, *results);
    return CAE_OK;
  });
}

}  // namespace

const cae_plugin cae_plugin_entry = {
    CAE_PLUGIN_HEADER,
    CAE_EXTRACTOR,
    "latent",
    "1.2",
    "the output of a layer, by default the latent code, as a table of features",
    parameters.data(),
    parameters.size(),
    create,
    destroy,
    nullptr,
    request,
    extract,
    nullptr,
    check,
    CAE_EFFECT_UNSAID};
