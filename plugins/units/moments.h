// Means, variances and correlations of the units of a layer.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "support/work.h"

// Rows of units x places numbers: a row has `places` numbers of its first unit, then of its second.
struct LayerRows {
  const double* values;
  std::size_t rows, units, places;

  double count() const { return static_cast<double>(rows * places); }
};

struct Moments {
  std::vector<double> means;
  std::vector<double> covariances;  // units x units, of rows x places numbers each, divided by one less
};

std::vector<double> means_of(const LayerRows& layer);

// Nothing where `work` was ended. Needs two numbers of each unit.
std::optional<Moments> moments_of(const LayerRows& layer, const plugin::Work& work);

// What moments_of takes at its peak, in bytes.
std::size_t working_bytes(std::size_t units, std::size_t places);
