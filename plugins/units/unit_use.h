// How much a layer uses its units.
// Active units: Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders" (ICLR 2016).
// Participation ratio: Gao and others, "A theory of multineuronal dimensionality, dynamics and measurement"
// (2017).
#pragma once

#include <cstddef>
#include <vector>

#include "moments.h"

struct UnitUse {
  double mean = 0.0, variance = 0.0, minimum = 0.0, maximum = 0.0;
  double zeros = 0.0;       // the share of its numbers that are 0
  double at_minimum = 0.0;  // the share within a hundredth of its range from its least number
  double at_maximum = 0.0;
  bool constant = false;  // its range is at most a millionth of its largest magnitude
  bool dead = false;      // all of its numbers are 0
  bool active = false;
  bool saturated = false;            // not constant, and almost always at one of its ends
  double largest_correlation = 0.0;  // its correlation with the unit with which it is largest in magnitude
  std::size_t most_correlated = 0;   // that unit; itself where no other varies
};

struct Thresholds {
  double active;     // of the variance, which must be larger
  double saturated;  // of the share of numbers at either end, which must be as large
};

// Of each unit; nothing else is known of units that do not vary than that their correlations are 0.
std::vector<UnitUse> unit_uses(const LayerRows& layer, const Moments& moments, const Thresholds& thresholds);

// From 1, one direction, to the number of units, all directions alike: (sum of eigenvalues)^2 / sum of their
// squares, of the covariances of the units that are not constant. 0 where all are.
double participation_ratio(const std::vector<UnitUse>& uses, const Moments& moments);
