// Principal components of raw images, or of a table that an extractor made before: the scores as a table, and
// the share of the variance that they explain.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <iterator>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "principal_components.h"

namespace {

constexpr cae_parameter parameters[] = {
    {"components", CAE_INTEGER, "2", 1.0, 1000.0, nullptr, "how many components to keep"},
    {"of", CAE_TABLE, "images", 0.0, 0.0, "images",
     "'images', or the name of a table made before, such as latent-code"},
    {"images", CAE_INTEGER, "500", 0.0, CAE_HIGHEST, nullptr,
     "of images: how many, chosen at random; 0: all"},
    {"seed", CAE_INTEGER, "1", 0.0, CAE_HIGHEST, nullptr,
     "of the choice; the same seed chooses the same images in every run and for every plugin"},
    {"from", CAE_WORD, "test", 0.0, 0.0, "test|train", "choose among the test or the training images"},
};

struct Pca {
  const cae_host* host;
  std::size_t components;
  std::string of;
  std::uint64_t images, seed;
  bool test;

  bool of_images() const { return of == "images"; }
};

// The data to analyse: rows of numbers, with the image and class of each row.
struct Subject {
  std::string name;
  Matrix data;
  const std::int64_t* samples;
  const std::int64_t* labels;
};

int complain(const Pca& pca, const std::string& text) {
  pca.host->report_error(pca.host->context, text.c_str());
  return CAE_FAILED;
}

int complain_of(const Pca& pca, const char* parameter, const std::string& text) {
  pca.host->report_parameter_error(pca.host->context, parameter, text.c_str());
  return CAE_FAILED;
}

void* create(const cae_host* host, const cae_value* values) {
  try {
    return new Pca{host,
                   static_cast<std::size_t>(values[0].integer),
                   values[1].text,
                   static_cast<std::uint64_t>(values[2].integer),
                   static_cast<std::uint64_t>(values[3].integer),
                   std::string("test") == values[4].text};
  } catch (const std::exception& error) {
    host->report_error(host->context, error.what());
    return nullptr;
  }
}

void destroy(void* instance) {
  delete static_cast<Pca*>(instance);
}

int request(void* instance, cae_request* wanted) {
  const Pca& pca = *static_cast<const Pca*>(instance);
  wanted->wants_images = pca.of_images() ? 1 : 0;
  wanted->images = pca.images;
  wanted->seed = pca.seed;
  wanted->from = pca.test ? CAE_TEST_IMAGES : CAE_TRAINING_IMAGES;
  return CAE_OK;
}

std::string images_name(const Pca& pca) {
  return pca.test ? "images" : "images-train";
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
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= pca.components; ++i) names.push_back("PC" + std::to_string(i));
  std::vector<const char*> columns;
  for (const std::string& column : names) columns.push_back(column.c_str());
  return results.add_table(results.context, name.c_str(), rows, pca.components, columns.data(), samples,
                           labels, pca.components >= 2 ? "scatter" : "");
}

int add_results(const Pca& pca, const Subject& subject, const PrincipalComponents& found,
                const cae_results& results) {
  const std::string table = "pca-" + subject.name;
  double* values = add_scores(pca, table, found.scores.rows, subject.samples, subject.labels, results);
  if (values == nullptr) return CAE_FAILED;
  std::copy(found.scores.values.begin(), found.scores.values.end(), values);

  const auto add_metric = [&](const std::string& name, double value) {
    results.add_metric(results.context, (table + "." + name).c_str(), value);
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
  if (rows < 2) return complain(pca, "principal components need at least 2 rows, and there are " + size);
  if (pca.components > side) {
    return complain_of(pca, "components",
                       "there are at most " + std::to_string(side) + " components of " + size);
  }
  if (side > most_side) {
    return complain(pca, "principal components of " + size + " take too long; choose at most " +
                             std::to_string(most_side) + " images");
  }
  return CAE_OK;
}

// Whether the work is to go on; an older host has no `progress`.
bool goes_on(const cae_host& host, double done) {
  if (host.struct_size < offsetof(cae_host, progress) + sizeof host.progress) return true;
  return host.progress(host.context, done) != 0;
}

int analyse_subject(const Pca& pca, const Subject& subject, const cae_results& results) {
  if (check_size(pca, subject.data.rows, subject.data.columns) != CAE_OK) return CAE_FAILED;
  const auto found = principal_components(subject.data, pca.components,
                                          [&](double done) { return goes_on(*pca.host, done); });
  return found ? add_results(pca, subject, *found, results) : int{CAE_FAILED};
}

// The table that is to be analysed; NULL, with the reason reported, if there is none.
const cae_table* find_table(const Pca& pca, const cae_table* const* tables, std::size_t count) {
  std::string known;
  for (std::size_t i = 0; i < count; ++i) {
    if (pca.of == tables[i]->name) return tables[i];
    known += std::string(", ") + tables[i]->name;
  }
  complain_of(pca, "of", "no table '" + pca.of + "' was made before; there are: images" + known);
  return nullptr;
}

int find_and_analyse(const Pca& pca, const cae_batch* images, const cae_table* const* tables,
                     std::size_t count, const cae_results& results) {
  if (pca.of_images()) return analyse_subject(pca, subject_of(pca, *images), results);
  const cae_table* table = find_table(pca, tables, count);
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
  try {
    if (pca.of_images()) {
      return foresee(pca, images_name(pca), input->count, input->channels * input->height * input->width,
                     *results);
    }
    const cae_table* table = find_table(pca, tables, table_count);
    return table == nullptr ? int{CAE_FAILED}
                            : foresee(pca, table->name, table->rows, table->columns, *results);
  } catch (const std::exception& error) {
    return complain(pca, error.what());
  }
}

int analyse(void* instance, const cae_batch* images, const cae_table* const* tables, std::size_t table_count,
            const cae_results* results) {
  const Pca& pca = *static_cast<const Pca*>(instance);
  try {
    return find_and_analyse(pca, images, tables, table_count, *results);
  } catch (const std::exception& error) {
    return complain(pca, error.what());
  }
}

}  // namespace

const cae_plugin cae_plugin_entry = {CAE_PLUGIN_HEADER,
                                     CAE_ANALYSIS,
                                     "pca",
                                     "1.1",
                                     "principal components of images, or of a table made before",
                                     parameters,
                                     std::size(parameters),
                                     create,
                                     destroy,
                                     nullptr,
                                     request,
                                     nullptr,
                                     analyse,
                                     check};
