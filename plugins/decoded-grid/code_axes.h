// The plane, or line, of codes that a grid shows.
#pragma once

#include <cstddef>
#include <vector>

struct CodeAxis {
  std::vector<double> direction;
  double low = 0.0, high = 0.0;  // percentiles of the codes' coordinates
};

struct CodeAxes {
  std::vector<double> origin;
  std::vector<CodeAxis> axes;  // one, of codes of one number; or two
  double share = 1.0;          // of the codes' variance, along the axes; 1 where nothing varies
};

// Of codes of one or two numbers, these numbers; of longer ones, the first two principal axes from the mean
// on, each in the direction in which the coordinate of largest magnitude is positive. `codes`: rows x units,
// at least one row. `low` and `high` are from 0 to 100.
CodeAxes axes_of(const double* codes, std::size_t rows, std::size_t units, double low, double high);

// The limit of min(rows, units) of codes of three numbers and more: the cost grows with its cube.
inline constexpr std::size_t most_side = 1024;

// What axes_of takes at its peak, in bytes.
std::size_t working_bytes(std::size_t rows, std::size_t units);
