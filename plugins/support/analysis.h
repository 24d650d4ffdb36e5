// What extractors and analyses share: the choice of their images, errors, tables by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "support/parameter_list.h"

namespace plugin {

// The parameters of a choice of images.
inline constexpr cae_parameter images_parameter = {
    "images", CAE_INTEGER, "500", 0.0, CAE_HIGHEST, nullptr, "how many images, chosen at random; 0: all"};
inline constexpr cae_parameter seed_parameter = {
    "seed",
    CAE_INTEGER,
    "1",
    0.0,
    CAE_HIGHEST,
    nullptr,
    "of the choice; the same seed chooses the same images in every run and for every plugin"};
inline constexpr cae_parameter from_parameter = {
    "from", CAE_WORD, "test", 0.0, 0.0, "test|train|validation", "which images to choose among"};
// The four of a Choice, in the order in which it reads them. `view`: the usual one.
inline constexpr auto choice_parameters(const char* view) {
  return parameter_list(images_parameter, seed_parameter, from_parameter,
                        cae_parameter{"view", CAE_WORD, view, 0.0, 0.0, "clean|augmented",
                                      "the images as they are, or with the experiment's augmentations"});
}

struct Choice {
  std::uint64_t images, seed;
  std::uint32_t from, view;

  // `values`: of choice_parameters.
  explicit Choice(const cae_value* values)
      : images(static_cast<std::uint64_t>(values[0].integer)),
        seed(static_cast<std::uint64_t>(values[1].integer)),
        from(from_of(values[2].text)),
        view(std::string("clean") == values[3].text ? CAE_CLEAN : CAE_AUGMENTED) {}

  void ask(cae_request& request) const {
    request.images = images;
    request.seed = seed;
    request.from = from;
    request.view = view;
  }
  // What is added to a table's name: nothing for the test images.
  std::string suffix() const {
    return from == CAE_TEST_IMAGES ? "" : from == CAE_TRAINING_IMAGES ? "-train" : "-validation";
  }

 private:
  static std::uint32_t from_of(const std::string& word) {
    return word == "test" ? CAE_TEST_IMAGES : word == "train" ? CAE_TRAINING_IMAGES : CAE_VALIDATION_IMAGES;
  }
};

// The word by which metrics name a part of the data.
inline const char* split_name(std::uint32_t from) {
  return from == CAE_TEST_IMAGES ? "test" : from == CAE_TRAINING_IMAGES ? "train" : "validation";
}

inline int complain(const cae_host& host, const std::string& text) {
  host.report_error(host.context, text.c_str());
  return CAE_FAILED;
}

inline int complain_of(const cae_host& host, const char* parameter, const std::string& text) {
  host.report_parameter_error(host.context, parameter, text.c_str());
  return CAE_FAILED;
}

// The instance of a use, or NULL with the reason reported.
template <class Make>
void* created(const cae_host* host, Make&& make) {
  try {
    return make();
  } catch (const std::exception& error) {
    complain(*host, error.what());
    return nullptr;
  }
}

// What `work` returns; no exception passes the interface.
template <class Work>
int guarded(const cae_host& host, Work&& work) {
  try {
    return work();
  } catch (const std::exception& error) {
    return complain(host, error.what());
  }
}

// Reports progress, from 0 to 1; false: end with CAE_FAILED.
inline bool goes_on(const cae_host& host, double done) {
  return host.progress(host.context, done) != 0;
}

// What an analysis is called with: the images and the tables that it has asked for, where its results go.
struct Call {
  const cae_batch* images;
  const cae_table* const* tables;
  std::size_t table_count;
  const cae_results& results;
};

// The table of that name; NULL, with the reason reported at `parameter`, if there is none. `known`: what the
// parameter may be apart from a table.
inline const cae_table* find_table(const cae_host& host, const char* parameter, const std::string& name,
                                   const Call& call, std::string known = "") {
  for (std::size_t i = 0; i < call.table_count; ++i) {
    const cae_table* table = call.tables[i];
    if (name == table->name) return table;
    known += std::string(known.empty() ? "" : ", ") + table->name;
  }
  complain_of(host, parameter,
              "no table '" + name + "' was made before; there are: " + (known.empty() ? "none" : known));
  return nullptr;
}

// Adds a table and returns its numbers, to be filled, or NULL. Without values, as in `check`, too.
inline double* add_table(const cae_results& results, const std::string& name, std::size_t rows,
                         const std::vector<std::string>& columns, const std::int64_t* samples,
                         const std::int64_t* labels, const char* draw) {
  std::vector<const char*> names;
  for (const std::string& column : columns) names.push_back(column.c_str());
  return results.add_table(results.context, name.c_str(), rows, names.size(), names.data(), samples, labels,
                           draw);
}

// NAME_1, NAME_2, ...
inline std::vector<std::string> numbered(const std::string& name, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= count; ++i) names.push_back(name + std::to_string(i));
  return names;
}

inline void add_metric(const cae_results& results, const std::string& name, double value) {
  results.add_metric(results.context, name.c_str(), value);
}

// Of the images of one set.
inline void add_metric_of(const cae_results& results, const std::string& name, std::uint32_t from,
                          double value) {
  results.add_metric_of(results.context, name.c_str(), split_name(from), "", value);
}

// Of one class of them.
inline void add_metric_of(const cae_results& results, const std::string& name, std::uint32_t from,
                          const std::string& class_name, double value) {
  results.add_metric_of(results.context, name.c_str(), split_name(from), class_name.c_str(), value);
}

}  // namespace plugin
