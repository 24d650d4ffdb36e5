// Pieces that all gnuplot scripts share.
#pragma once

#include <string>

namespace cae {

// A number of a data block; "NaN" for whatever is not finite.
std::string plotted(double value);
// Light axes and grid, title and axis labels.
std::string plot_frame(const std::string& title, const std::string& x_label, const std::string& y_label);

}  // namespace cae
