// Checksums of what a run reads: they identify its data and start weights, whatever their paths are later.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/run/run_config.h"
#include "framework/store/run_record.h"

namespace cae {

// Above this a file is known by its size, the time of its last change and three samples alone.
inline constexpr std::uint64_t largest_summed_bytes = std::uint64_t{1} << 30;

// SHA-256 over a file's bytes; over three samples of a MiB (start, middle, end) of one that is larger than
// `largest`; over the names and contents of those PNG files of a folder that are its images
// (data/png_files.h says which). E904 where something cannot be read.
Result<InputRecord> sum_input(const std::string& role, const std::string& path,
                              std::uint64_t largest = largest_summed_bytes);

// What a run's record calls the file of `train.init`.
inline constexpr const char* start_weights_role = "start weights";

// Of its images and labels.
Result<std::vector<InputRecord>> sum_data(const DataConfig& data);

// Of everything that the run reads: its images, labels and start weights.
Result<std::vector<InputRecord>> sum_inputs(const RunConfig& config);

}  // namespace cae
