// Where a run's images come from: the settings of `data`, and their keys in an experiment.
#pragma once

#include <array>
#include <string>

#include "framework/base/diagnostic.h"
#include "framework/base/setting_key.h"
#include "framework/data/named_datasets.h"

namespace cae {

// Whether images are read from their file batch by batch, rather than held in memory: `auto` does so where
// they would take more than 1 GiB.
enum class Streaming { automatic, always, never };

constexpr std::array<Word<Streaming>, 3> words_of(Streaming) {
  return {{{Streaming::automatic, "auto"}, {Streaming::always, "always"}, {Streaming::never, "never"}}};
}

struct DataConfig {
  std::string dataset = {};  // one of named_datasets(), or "" when train and test name files
  DataSource train = {};
  DataSource test = {};
  std::int64_t limit = 0;  // keep the first N training images; 0: all
  std::int64_t limit_test = 0;
  double validation = 0.0;  // training images kept back: their number, or their share below 1; 0: none
  Place validation_place = {};
  Streaming stream = Streaming::automatic;
  Place place = {};
};

// The keys of `data.train` or `data.test`.
inline Section source_keys(const std::string& part, const std::string& images, const std::string& labels) {
  return {"data." + part,
          {{.name = "images",
            .type = KeyType::file,
            .help = images,
            .field = &DataSource::images,
            .required = true,
            .may_be_folder = true,
            .may_choose_array = true},
           {.name = "labels",
            .type = KeyType::file,
            .help = labels,
            .field = &DataSource::labels,
            .may_choose_array = true}}};
}

inline Section data_keys() {
  return {
      "data",
      {{.name = "dataset",
        .type = KeyType::choice,
        .help = "a dataset known by name, in place of 'train' and 'test'",
        .field = &DataConfig::dataset,
        .words = dataset_names(),
        .excludes = {"train", "test"}},
       {.name = "train",
        .type = KeyType::section,
        .help = "the files with the training images",
        .excludes = {"dataset"},
        .section = within(
            &DataConfig::train,
            source_keys("train",
                        "the training images: NPY, NPZ, IDX (NPY and IDX also .gz) or a folder of PNGs; "
                        "x.npz#NAME chooses an array",
                        "their classes, where the images' file does not hold them: NPY, NPZ or IDX"))},
       {.name = "test",
        .type = KeyType::section,
        .help = "the files with the test images; without them there is no test loss",
        .excludes = {"dataset"},
        .section = within(&DataConfig::test, source_keys("test", "the test images, in the same forms",
                                                         "their classes, in the same forms"))},
       {.name = "limit",
        .type = KeyType::integer,
        .help = "how many training images to keep, the first ones; 0 keeps all",
        .field = &DataConfig::limit,
        .range = {0, largest_count}},
       {.name = "limit_test",
        .type = KeyType::integer,
        .help = "how many test images to keep, the first ones; 0 keeps all",
        .field = &DataConfig::limit_test,
        .range = {0, largest_count}},
       {.name = "validation",
        .type = KeyType::amount,
        .help = "how many of the kept training images, or which share of them, only give a validation loss",
        .field = &DataConfig::validation,
        .range = {0, largest_count},
        .elsewhere = {"validation_split", "val", "val_split"}},
       {.name = "stream",
        .type = KeyType::choice,
        .help = "whether the images of NPY and IDX files are read batch by batch rather than held in memory; "
                "'auto' does so where they would take more than 1 GiB",
        .field = &DataConfig::stream,
        .words = all_words<Streaming>(),
        .elsewhere = {"streaming", "lazy", "mmap", "mmap_mode"}}}};
}

}  // namespace cae
