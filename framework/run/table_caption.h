// The texts of the plot of a run's table.
#pragma once

#include <string>
#include <vector>

#include "framework/draw/plots.h"
#include "framework/store/run_record.h"

namespace cae {

struct TableOfRun {
  std::string run = {};                   // "0007-denoise-narrow-s3"
  std::string note = {};                  // picture_notes.h: experiment, variant, seed
  std::string weights = {};               // "last", "best", or "" where none were used
  std::vector<std::string> classes = {};  // the names of the images' labels
};

// Run, experiment, variant, seed, images and weights, and the shares of variance on the axes where there is
// one a column.
TableCaption table_caption(const Table& table, const TableOfRun& of, const std::vector<double>& shares);

// The shares of variance of principal components 1, 2, ...: an analysis' metrics called
// NAME.explained_variance_ratio_1, ...; empty if it has none.
std::vector<double> variance_shares(const std::vector<MetricRecord>& metrics, const std::string& analysis);

}  // namespace cae
