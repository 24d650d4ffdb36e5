// Principal components of raw images, or of a table that an extractor made before: the scores as a table, and
// the share of the variance that they explain.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "principal_components.h"
#include "support/analysis.h"

namespace {

constexpr cae_parameter parameters[] = {
    {"components", CAE_INTEGER, "2", 1.0, 1000.0, nullptr, "how many components to keep"},
    {"of", CAE_TABLE, "images", 0.0, 0.0, "images",
     "'images', or the name of a table made before, such as latent-code"},
    plugin::images_parameter,
    plugin::seed_parameter,
    plugin::from_parameter,
    plugin::view_parameter("clean"),
};

struct Pca {
  const cae_host* host;
  std::size_t components;
  std::string of;
  plugin::Choice choice;

  bool of_images() const { return of == "images"; }
};

// The data to analyse: rows of numbers, with the image and class of each row.
struct Subject {
  std::string name;
  Matrix data;
  const std::int64_t* samples;
  const std::int64_t* labels;
};

void* create(const cae_host* host, const cae_value* values) {
  return plugin::created(host, [&] {
    return new Pca{host, static_cast<std::size_t>(values[0].integer), values[1].text,
                   plugin::Choice(values + 2)};
  });
}

void destroy(void* instance) {
  delete static_cast<Pca*>(instance);
}

int request(void* instance, cae_request* wanted) {
  const Pca& pca = *static_cast<const Pca*>(instance);
  wanted->wants_images = pca.of_images() ? 1 : 0;
  pca.choice.ask(*wanted);
  return CAE_OK;
}

std::string images_name(const Pca& pca) {
  return "images" + pca.choice.suffix();
}

Subject subject_of(const Pca& pca, const cae_batch& images) {
  const std::size_t pixels = images.channels * images.height * images.width;
  return {images_name(pca),
          {images.count, pixels, {images.values, images.values + images.count * pixels}},
          images.samples,
          images.labels};
}

Subject subject_of(const cae_table& table) {
  return {table.name,
          {table.rows, table.columns, {table.values, table.values + table.rows * table.columns}},
          table.samples,
          table.labels};
}

// The table of scores, to be filled; or NULL, if the host refuses it.
double* add_scores(const Pca& pca, const std::string& name, std::size_t rows, const std::int64_t* samples,
                   const std::int64_t* labels, const cae_results& results) {
  return plugin::add_table(results, name, rows, plugin::numbered("PC", pca.components), samples, labels,
                           pca.components >= 2 ? "scatter" : "");
}

int add_results(const Pca& pca, const Subject& subject, const PrincipalComponents& found,
                const cae_results& results) {
  const std::string table = "pca-" + subject.name;
  double* values = add_scores(pca, table, found.scores.rows, subject.samples, subject.labels, results);
  if (values == nullptr) return CAE_FAILED;
  std::copy(found.scores.values.begin(), found.scores.values.end(), values);

  const auto add_metric = [&](const std::string& name, double value) {
    plugin::add_metric(results, table + "." + name, value);
  };
  const double total = found.total_variance;
  double explained = 0.0;
  for (std::size_t i = 0; i < pca.components; ++i) {
    const double variance = found.variances[i];
    add_metric("explained_variance_" + std::to_string(i + 1), variance);
    add_metric("explained_variance_ratio_" + std::to_string(i + 1), total > 0.0 ? variance / total : 0.0);
    explained += variance;
  }
  add_metric("explained_variance_ratio", total > 0.0 ? explained / total : 0.0);
  add_metric("reconstruction_error", found.reconstruction_error);
  return CAE_OK;
}

// Reports why there can be no principal components of so many numbers.
int check_size(const Pca& pca, std::size_t rows, std::size_t columns) {
  const std::size_t side = std::min(rows, columns);
  const std::string size = std::to_string(rows) + " rows of " + std::to_string(columns) + " numbers";
  if (rows < 2)
    return plugin::complain(*pca.host, "principal components need at least 2 rows, and there are " + size);
  if (pca.components > side) {
    return plugin::complain_of(*pca.host, "components",
                               "there are at most " + std::to_string(side) + " components of " + size);
  }
  if (side > most_side) {
    return plugin::complain(*pca.host, "principal components of " + size + " take too long; choose at most " +
                                           std::to_string(most_side) + " images");
  }
  return CAE_OK;
}

int analyse_subject(const Pca& pca, const Subject& subject, const cae_results& results) {
  if (check_size(pca, subject.data.rows, subject.data.columns) != CAE_OK) return CAE_FAILED;
  const auto found = principal_components(subject.data, pca.components,
                                          [&](double done) { return plugin::goes_on(*pca.host, done); });
  return found ? add_results(pca, subject, *found, results) : int{CAE_FAILED};
}

int find_and_analyse(const Pca& pca, const cae_batch* images, const cae_table* const* tables,
                     std::size_t count, const cae_results& results) {
  if (pca.of_images()) return analyse_subject(pca, subject_of(pca, *images), results);
  const cae_table* table = plugin::find_table(*pca.host, "of", pca.of, tables, count, "images");
  return table == nullptr ? int{CAE_FAILED} : analyse_subject(pca, subject_of(*table), results);
}

int foresee(const Pca& pca, const std::string& name, std::size_t rows, std::size_t columns,
            const cae_results& results) {
  if (check_size(pca, rows, columns) != CAE_OK) return CAE_FAILED;
  add_scores(pca, "pca-" + name, rows, nullptr, nullptr, results);
  // The rows in double precision, the solver's memory, and the scores before they are copied to the host.
  results.add_memory(results.context,
                     sizeof(double) * rows * (columns + pca.components) + working_bytes(rows, columns));
  return CAE_OK;
}

int check(void* instance, const cae_batch* input, const cae_table* const* tables, std::size_t table_count,
          const cae_results* results) {
  const Pca& pca = *static_cast<const Pca*>(instance);
  return plugin::guarded(*pca.host, [&]() -> int {
    if (pca.of_images()) {
      return foresee(pca, images_name(pca), input->count, input->channels * input->height * input->width,
                     *results);
    }
    const cae_table* table = plugin::find_table(*pca.host, "of", pca.of, tables, table_count, "images");
    return table == nullptr ? int{CAE_FAILED}
                            : foresee(pca, table->name, table->rows, table->columns, *results);
  });
}

int analyse(void* instance, const cae_batch* images, const cae_table* const* tables, std::size_t table_count,
            const cae_results* results) {
  const Pca& pca = *static_cast<const Pca*>(instance);
  return plugin::guarded(*pca.host,
                         [&] { return find_and_analyse(pca, images, tables, table_count, *results); });
}

}  // namespace

const cae_plugin cae_plugin_entry = {CAE_PLUGIN_HEADER,
                                     CAE_ANALYSIS,
                                     "pca",
                                     "1.2",
                                     "principal components of images, or of a table made before",
                                     parameters,
                                     std::size(parameters),
                                     create,
                                     destroy,
                                     nullptr,
                                     request,
                                     nullptr,
                                     analyse,
                                     check,
                                     CAE_EFFECT_UNSAID};
