// What an analysis works on: the numbers of a table made before, or of images.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "support/analysis.h"
#include "support/input_matrix.h"
#include "support/parameter_list.h"

namespace plugin {

// The parameters of a SubjectChoice, in the order in which it reads them.
inline constexpr auto subject_parameters =
    parameter_list(cae_parameter{"of", CAE_TABLE, "images", 0.0, 0.0, "images",
                                 "'images', or the name of a table made before, such as latent-code"},
                   choice_parameters("clean"));

struct SubjectChoice {
  std::string of;
  Choice images;

  // `values`: of subject_parameters.
  explicit SubjectChoice(const cae_value* values) : of(values[0].text), images(values + 1) {}

  bool of_images() const { return of == "images"; }
  void ask(cae_request& request) const {
    request.wants_images = of_images() ? 1 : 0;
    images.ask(request);
  }
};

struct Subject {
  std::string name;  // by which the tables made of it are called
  std::vector<std::string> columns;
  Matrix numbers;               // without values in `check`
  const std::int64_t* samples;  // NULL: rows are no images, or `check`
  const std::int64_t* labels;   // NULL: without classes, or `check`
  std::uint32_t from;
};

// Sums of the squares of larger numbers could overflow.
inline constexpr double largest_number = 1e140;

inline Subject subject_of(const cae_table& table) {
  return {table.name,       {table.column_names, table.column_names + table.columns},
          matrix_of(table), table.samples,
          table.labels,     table.from};
}

inline Subject subject_of(const cae_batch& images, const Choice& choice) {
  const std::size_t pixels = images.channels * images.height * images.width;
  return {"images" + choice.suffix(),
          numbered("pixel_", pixels),
          matrix_of(images),
          images.samples,
          images.labels,
          images.from};
}

// Whether there are numbers, and all can be squared and added; if not, the reason is reported at `parameter`.
inline bool is_usable(const cae_host& host, const char* parameter, const Subject& subject) {
  const std::vector<double>& values = subject.numbers.values;
  const auto usable = [](double value) { return std::fabs(value) <= largest_number; };
  if (subject.numbers.rows == 0) {
    complain_of(host, parameter, "'" + subject.name + "' has no rows");
  } else if (!std::all_of(values.begin(), values.end(), usable)) {
    complain_of(host, parameter, "'" + subject.name + "' has numbers beyond 1e140");
  } else {
    return true;
  }
  return false;
}

// The table of that name; nothing, with the reason reported at `parameter`, if there is none or it is not
// usable. `known`: what the parameter may be apart from a table.
inline std::optional<Subject> find_subject(const cae_host& host, const char* parameter,
                                           const std::string& name, const Call& call,
                                           const std::string& known) {
  const cae_table* table = find_table(host, parameter, name, call, known);
  if (table == nullptr) return std::nullopt;
  std::optional<Subject> subject = subject_of(*table);
  if (!is_usable(host, parameter, *subject)) subject.reset();
  return subject;
}

inline std::optional<Subject> find_subject(const cae_host& host, const SubjectChoice& choice,
                                           const Call& call) {
  if (choice.of_images()) return subject_of(*call.images, choice.images);
  return find_subject(host, "of", choice.of, call, "images");
}

// The same for work that takes any numbers, or looks at them itself.
inline std::optional<Subject> find_any_subject(const cae_host& host, const SubjectChoice& choice,
                                               const Call& call) {
  if (choice.of_images()) return subject_of(*call.images, choice.images);
  const cae_table* table = find_table(host, "of", choice.of, call, "images");
  return table == nullptr ? std::nullopt : std::optional(subject_of(*table));
}

// Whether the rows have classes; if not, it is reported.
inline bool has_labels(const cae_host& host, const Subject& subject) {
  if (subject.labels != nullptr) return true;
  complain(host, "this needs the classes of the images, and those of '" + subject.name + "' have none");
  return false;
}

}  // namespace plugin
