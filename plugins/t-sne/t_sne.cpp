// A map of images, or of the rows of a table, in which near ones stay near: t-SNE.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "affinities.h"
#include "cae_plugin.h"
#include "embedding.h"
#include "nearest_rows.h"
#include "start_points.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/host_work.h"
#include "support/parameter_list.h"
#include "support/subject.h"

namespace {

using plugin::Subject;

constexpr std::size_t most_exact_rows = 3000;

// What is done of the work when the neighbours are found, and when their affinities are.
constexpr double after_neighbours = 0.2, after_affinities = 0.23;

struct TSne {
  static constexpr const char *name = "t-sne", *version = "1.0";
  static constexpr const char* summary =
      "a map of images, or of a table's rows, in which near ones stay near";
  static constexpr auto parameters = plugin::parameter_list(
      plugin::subject_parameters,
      cae_parameter{"perplexity", CAE_NUMBER, "30", 1.0, 10000.0, nullptr,
                    "how many neighbours a point has, about; at most a third of the rows"},
      cae_parameter{"theta", CAE_NUMBER, "0.5", 0.0, 1.0, nullptr,
                    "how coarsely Barnes and Hut's tree sees what is far away; 0: exactly, all pairs"},
      cae_parameter{"iterations", CAE_INTEGER, "1000", 1.0, 100000.0, nullptr, "steps of the descent"},
      cae_parameter{"early", CAE_INTEGER, "250", 0.0, 100000.0, nullptr,
                    "the first of these steps, in which affinities are exaggerated"},
      cae_parameter{"exaggeration", CAE_NUMBER, "12", 1.0, 1000.0, nullptr, "by which factor"},
      cae_parameter{"rate", CAE_NUMBER, "0", 0.0, 1e6, nullptr,
                    "the learning rate; 0: rows / exaggeration / 4, at least 50"},
      cae_parameter{"momentum", CAE_NUMBER, "0.8", 0.0, 0.99, nullptr,
                    "after the early steps; in these it is 0.5"},
      cae_parameter{"start", CAE_WORD, "pca", 0.0, 0.0, "pca|random",
                    "where points start: two principal components, or at random"},
      cae_parameter{"start_seed", CAE_INTEGER, "1", 0.0, CAE_HIGHEST, nullptr,
                    "of the random numbers of the start"});

  static TSne* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const { choice.ask(wanted); }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  plugin::SubjectChoice choice;
  double perplexity;
  Descent descent;
  bool random_start;
  std::uint64_t start_seed;

  // Of each row: all others, or those that have an affinity worth the time.
  std::size_t neighbours(std::size_t rows) const {
    if (descent.theta == 0.0) return rows - 1;
    return std::min(rows - 1, static_cast<std::size_t>(3.0 * perplexity) + 1);
  }
};

TSne* TSne::make(const cae_host* host, const cae_value* values) {
  const Descent descent{.iterations = static_cast<std::size_t>(values[7].integer),
                        .early = static_cast<std::size_t>(values[8].integer),
                        .exaggeration = values[9].number,
                        .rate = values[10].number,
                        .momentum = values[11].number,
                        .theta = values[6].number};
  if (descent.early < descent.iterations) {
    return new TSne{host,
                    plugin::SubjectChoice(values),
                    values[5].number,
                    descent,
                    std::string("random") == values[12].text,
                    static_cast<std::uint64_t>(values[13].integer)};
  }
  plugin::complain_of(*host, "early", "must be below `iterations`");
  return nullptr;
}

// Reports why there is no map of so many rows.
int check_size(const TSne& self, std::size_t rows) {
  if (3.0 * self.perplexity + 1.0 > static_cast<double>(rows)) {
    return plugin::complain_of(*self.host, "perplexity",
                               rows < 4 ? "a map needs 4 rows, and there are " + std::to_string(rows)
                                        : "must be at most " + std::to_string((rows - 1) / 3) + " for " +
                                              std::to_string(rows) + " rows");
  }
  if (self.descent.theta == 0.0 && rows > most_exact_rows) {
    return plugin::complain_of(*self.host, "theta",
                               "0 takes too long for " + std::to_string(rows) +
                                   " rows; choose 0.5, or at most " + std::to_string(most_exact_rows) +
                                   " rows");
  }
  return CAE_OK;
}

double* add_map(const Subject& subject, std::size_t rows, const cae_results& results) {
  return plugin::add_table(results, "t-sne-" + subject.name, rows, plugin::numbered("t-SNE", 2),
                           subject.samples, subject.labels, "scatter");
}

std::optional<Points> start_of(const TSne& self, const plugin::Matrix& data, const plugin::Work& work) {
  const auto normal = [&](const char* purpose) {
    return [&self, purpose](std::uint64_t row, float* values, std::size_t count) {
      self.host->normal(self.host->context, self.start_seed, purpose, 0, row, values, count);
    };
  };
  Points points = random_points(data.rows, normal("t-sne"));
  if (self.random_start) return points;
  return principal_points(data, points, normal("t-sne pca"), work);
}

struct Map {
  Points points;
  double divergence = 0.0;
};

// Nothing where the user ended it.
std::optional<Map> map_of(const TSne& self, plugin::Matrix data) {
  plugin::scale(data);  // a map does not depend on it, but principal components of huge numbers are infinite
  const plugin::Work work = plugin::work_of(*self.host);
  std::optional<Points> points = start_of(self, data, {work.loop, [&](double) { return work.watch(0.0); }});
  if (!points) return std::nullopt;
  const std::size_t neighbours = self.neighbours(data.rows);
  const auto nearest =
      nearest_rows(plugin::SquaredDistances(std::move(data)), neighbours, work, 0.0, after_neighbours);
  if (!nearest) return std::nullopt;
  const auto p = affinities(*nearest, self.perplexity, work, after_neighbours, after_affinities);
  if (!p) return std::nullopt;
  points = descend(std::move(*points), *p, self.descent, work, after_affinities);
  if (!points) return std::nullopt;
  const double found = divergence(*points, *p, work.loop);
  return Map{std::move(*points), found};
}

int analyse_subject(const TSne& self, Subject subject, const cae_results& results) {
  if (check_size(self, subject.numbers.rows) != CAE_OK) return CAE_FAILED;
  const std::optional<Map> map = map_of(self, std::move(subject.numbers));
  if (!map) return CAE_FAILED;
  double* values = add_map(subject, map->points.size(), results);
  if (values == nullptr) return CAE_FAILED;
  for (const Point& point : map->points) {
    *values++ = point.x;
    *values++ = point.y;
  }
  plugin::add_metric(results, "t-sne-" + subject.name + ".kl_divergence", map->divergence);
  return CAE_OK;
}

int foresee(const TSne& self, const Subject& subject, const cae_results& results) {
  const auto [rows, columns] = std::pair(subject.numbers.rows, subject.numbers.columns);
  if (check_size(self, rows) != CAE_OK) return CAE_FAILED;
  add_map(subject, rows, results);
  const std::size_t numbers = sizeof(double) * rows * columns;
  const std::size_t start = self.random_start ? 0 : start_bytes(rows, columns);
  const std::size_t pairs = rows * self.neighbours(rows);
  const std::size_t distances = plugin::SquaredDistances::working_bytes(rows, columns);
  // The neighbours, their probabilities both ways, and the affinities: up to 12, 8, 32 and 24 bytes a pair.
  results.add_memory(results.context, numbers + std::max({start, distances + 12 * pairs, 76 * pairs}));
  return CAE_OK;
}

int TSne::check(const plugin::Call& call) const {
  const auto subject = plugin::find_any_subject(*host, choice, call);
  return subject ? foresee(*this, *subject, call.results) : int{CAE_FAILED};
}

int TSne::analyse(const plugin::Call& call) const {
  auto subject = plugin::find_any_subject(*host, choice, call);
  return subject ? analyse_subject(*this, std::move(*subject), call.results) : int{CAE_FAILED};
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<TSne>();
