// Trustworthiness and continuity of a table of few numbers, as a map of the images or of a larger table.
#include <cstdint>
#include <optional>
#include <string>

#include "cae_plugin.h"
#include "neighbour_ranks.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/host_work.h"
#include "support/input_matrix.h"
#include "support/matched_rows.h"
#include "support/parameter_list.h"

namespace {

struct Trustworthiness {
  static constexpr const char *name = "trustworthiness", *version = "1.0";
  static constexpr const char* summary = "how far a map keeps the neighbours of what it shows";
  static constexpr auto parameters = plugin::parameter_list(
      cae_parameter{"of", CAE_TABLE, nullptr, 0.0, 0.0, nullptr,
                    "the map: a table made before, such as latent-code or t-sne-images"},
      cae_parameter{"against", CAE_TABLE, "images", 0.0, 0.0, "images",
                    "what it is a map of: 'images', or a table made before"},
      cae_parameter{"neighbours", CAE_INTEGER, "15", 1.0, 10000.0, nullptr,
                    "how many nearest rows are the neighbours of a row"},
      plugin::choice_parameters("clean"));

  static Trustworthiness* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    wanted.wants_images = against_images() ? 1 : 0;
    choice.ask(wanted);
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  std::string of, against;
  std::size_t neighbours;
  plugin::Choice choice;

  bool against_images() const { return against == "images"; }
};

// The map and what it is a map of.
struct Subject {
  const cae_table* map = nullptr;
  const cae_table* table = nullptr;
  const cae_batch* images = nullptr;  // where there is no table

  plugin::RowsOf map_rows() const { return plugin::RowsOf(*map); }
  plugin::RowsOf original_rows() const {
    return table == nullptr ? plugin::RowsOf(*images) : plugin::RowsOf(*table);
  }
  std::size_t original_columns() const {
    return table == nullptr ? images->channels * images->height * images->width : table->columns;
  }
  plugin::Matrix original() const {
    return table == nullptr ? plugin::matrix_of(*images) : plugin::matrix_of(*table);
  }
};

Trustworthiness* Trustworthiness::make(const cae_host* host, const cae_value* values) {
  return new Trustworthiness{host, values[0].text, values[1].text,
                             static_cast<std::size_t>(values[2].integer), plugin::Choice(values + 3)};
}

// Nothing, with the reason reported, where a table is missing.
std::optional<Subject> find_subject(const Trustworthiness& self, const plugin::Call& call) {
  Subject subject{.map = plugin::find_table(*self.host, "of", self.of, call), .images = call.images};
  if (subject.map == nullptr) return std::nullopt;
  if (self.against_images()) return subject;
  subject.table = plugin::find_table(*self.host, "against", self.against, call, "images");
  return subject.table == nullptr ? std::nullopt : std::optional(subject);
}

// Reports what is known to be wrong before the numbers are.
int check_sizes(const Trustworthiness& self, const Subject& subject) {
  const std::string mismatch = plugin::mismatch(subject.map_rows(), subject.original_rows());
  if (!mismatch.empty()) return plugin::complain_of(*self.host, "against", mismatch);
  if (2 * self.neighbours >= subject.map->rows) {
    return plugin::complain_of(
        *self.host, "neighbours",
        "must be below half of the rows, and there are " + std::to_string(subject.map->rows));
  }
  return CAE_OK;
}

int measure(const Trustworthiness& self, const Subject& subject, const cae_results& results) {
  if (check_sizes(self, subject) != CAE_OK) return CAE_FAILED;
  const plugin::RowsOf map = subject.map_rows(), original = subject.original_rows();
  const auto rows = plugin::matched_rows(map, original);
  if (!rows) return plugin::complain_of(*self.host, "against", plugin::different_images(map, original));
  const auto quality =
      map_quality(plugin::SquaredDistances(plugin::rows_of(plugin::matrix_of(*subject.map), *rows)),
                  plugin::SquaredDistances(subject.original()), self.neighbours, plugin::work_of(*self.host));
  if (!quality) return CAE_FAILED;
  const std::string name = "trustworthiness-" + map.name;
  plugin::add_metric_of(results, name + ".trustworthiness", map.from, quality->trustworthiness);
  plugin::add_metric_of(results, name + ".continuity", map.from, quality->continuity);
  return CAE_OK;
}

int foresee(const Trustworthiness& self, const Subject& subject, const cae_results& results) {
  if (check_sizes(self, subject) != CAE_OK) return CAE_FAILED;
  const std::size_t rows = subject.map->rows;
  for (const std::size_t columns : {subject.map->columns, subject.original_columns()}) {
    results.add_memory(results.context, sizeof(double) * rows * columns +
                                            plugin::SquaredDistances::working_bytes(rows, columns));
  }
  return CAE_OK;
}

int Trustworthiness::check(const plugin::Call& call) const {
  const auto subject = find_subject(*this, call);
  return subject ? foresee(*this, *subject, call.results) : int{CAE_FAILED};
}

int Trustworthiness::analyse(const plugin::Call& call) const {
  const auto subject = find_subject(*this, call);
  return subject ? measure(*this, *subject, call.results) : int{CAE_FAILED};
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Trustworthiness>();
