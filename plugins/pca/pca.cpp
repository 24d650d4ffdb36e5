// Principal components of raw images, or of a table made before: the scores as a table, and the share of the
// variance that they explain. Beside the error of what the components reconstruct, the autoencoder's own.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "cae_plugin.h"
#include "reconstruction_picture.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/host_work.h"
#include "support/parameter_list.h"
#include "support/principal_components.h"
#include "support/subject.h"

namespace {

using plugin::Subject;

enum class Solver { automatic, exact, randomised };

struct Pca {
  static constexpr const char *name = "pca", *version = "1.3";
  static constexpr const char* summary = "principal components of images, or of a table made before";
  static constexpr auto parameters = plugin::parameter_list(
      cae_parameter{"components", CAE_INTEGER, "2", 0.0, 1000.0, nullptr,
                    "how many components to keep; 0: as many as the latent code has numbers"},
      plugin::subject_parameters,
      cae_parameter{"solver", CAE_WORD, "auto", 0.0, 0.0, "auto|exact|randomised",
                    "randomised is quick for many large images; auto takes it where rows and columns are "
                    "both over 1024"},
      cae_parameter{"compare", CAE_FLAG, "false", 0.0, 0.0, nullptr,
                    "of images: whether to give the model's own reconstruction error on them, too"});

  static Pca* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    wanted.wants_reconstructions = compare ? 1 : 0;
    wanted.wants_model = components == 0 ? 1 : 0;
    choice.ask(wanted);
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  std::size_t components;
  plugin::SubjectChoice choice;
  Solver solver;
  bool compare;

  // Of the latent code, where the experiment says so.
  std::size_t kept() const { return components == 0 ? host->model->code_units : components; }
  bool exactly(std::size_t rows, std::size_t columns) const {
    return solver == Solver::exact || (solver == Solver::automatic && plugin::exact_is_quick(rows, columns));
  }
};

Solver solver_of(const std::string& word) {
  return word == "auto" ? Solver::automatic : word == "exact" ? Solver::exact : Solver::randomised;
}

Pca* Pca::make(const cae_host* host, const cae_value* values) {
  const Pca pca{host, static_cast<std::size_t>(values[0].integer), plugin::SubjectChoice(values + 1),
                solver_of(values[6].text), values[7].integer != 0};
  if (!pca.compare || pca.choice.of_images()) return new Pca(pca);
  plugin::complain_of(*host, "compare", "needs `of: images`: a model reconstructs images");
  return nullptr;
}

// The table of scores, to be filled; or NULL, if the host refuses it.
double* add_scores(const Pca& pca, const std::string& name, std::size_t rows, const std::int64_t* samples,
                   const std::int64_t* labels, const cae_results& results) {
  return plugin::add_table(results, name, rows, plugin::numbered("PC", pca.kept()), samples, labels,
                           pca.kept() >= 2 ? "scatter" : "histogram");
}

int add_results(const Pca& pca, const Subject& subject, const plugin::PrincipalComponents& found,
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
  for (std::size_t i = 0; i < pca.kept(); ++i) {
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
  if (pca.kept() == 0)
    return plugin::complain_of(*pca.host, "components", "the model has no latent code; give a number");
  if (pca.kept() > side) {
    return plugin::complain_of(*pca.host, "components",
                               "there are at most " + std::to_string(side) + " components of " + size);
  }
  if (pca.solver == Solver::exact && side > plugin::most_exact_side) {
    return plugin::complain_of(*pca.host, "solver",
                               "exact components of " + size +
                                   " take too long; choose randomised, or at most " +
                                   std::to_string(plugin::most_exact_side) + " images");
  }
  return CAE_OK;
}

std::optional<plugin::PrincipalComponents> components_of(const Pca& pca, const plugin::Matrix& data) {
  const cae_host& host = *pca.host;
  const plugin::Work work = plugin::work_of(host);
  if (pca.exactly(data.rows, data.columns)) return plugin::exact_components(data, pca.kept(), work.watch);
  const auto normal = [&](std::uint64_t element, float* values, std::size_t count) {
    host.normal(host.context, pca.choice.images.seed, "pca", 0, element, values, count);
  };
  return plugin::randomised_components(data, pca.kept(), normal, work);
}

// The mean over all elements of (image - what the model makes of it)^2.
double reconstruction_error(const cae_batch& images) {
  const std::size_t elements = images.count * images.channels * images.height * images.width;
  double sum = 0.0;
  for (std::size_t i = 0; i < elements; ++i) {
    const double difference = static_cast<double>(images.values[i]) - images.reconstructions[i];
    sum += difference * difference;
  }
  return sum / static_cast<double>(elements);
}

// The model's error beside that of the components, and some reconstructions of both.
int compare(const Subject& subject, const cae_batch& images, const plugin::PrincipalComponents& found,
            const cae_results& results) {
  const std::string table = "pca-" + subject.name;
  plugin::add_metric(results, table + ".autoencoder_reconstruction_error", reconstruction_error(images));
  return add_reconstructions(results, table + "-reconstructions", images, found) ? CAE_OK : CAE_FAILED;
}

// `images`: to compare with.
int analyse_subject(const Pca& pca, const Subject& subject, const cae_batch* images,
                    const cae_results& results) {
  if (check_size(pca, subject.numbers.rows, subject.numbers.columns) != CAE_OK) return CAE_FAILED;
  const auto found = components_of(pca, subject.numbers);
  if (!found || add_results(pca, subject, *found, results) != CAE_OK) return CAE_FAILED;
  return pca.compare ? compare(subject, *images, *found, results) : int{CAE_OK};
}

int foresee(const Pca& pca, const Subject& subject, const cae_results& results) {
  const auto [rows, columns] = std::pair(subject.numbers.rows, subject.numbers.columns);
  if (check_size(pca, rows, columns) != CAE_OK) return CAE_FAILED;
  add_scores(pca, "pca-" + subject.name, rows, nullptr, nullptr, results);
  const std::size_t solver = pca.exactly(rows, columns) ? plugin::exact_bytes(rows, columns)
                                                        : plugin::randomised_bytes(rows, columns, pca.kept());
  // The rows in double precision, the solver's memory, and the scores before they are copied to the host.
  results.add_memory(results.context, sizeof(double) * rows * (columns + pca.kept()) + solver);
  return CAE_OK;
}

int Pca::check(const plugin::Call& call) const {
  const auto subject = plugin::find_any_subject(*host, choice, call);
  return subject ? foresee(*this, *subject, call.results) : int{CAE_FAILED};
}

int Pca::analyse(const plugin::Call& call) const {
  const auto subject = plugin::find_any_subject(*host, choice, call);
  return subject ? analyse_subject(*this, *subject, call.images, call.results) : int{CAE_FAILED};
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Pca>();
