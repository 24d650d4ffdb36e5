// The structural similarity of two images of one channel.
// Source: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to structural
// similarity", IEEE Transactions on Image Processing 13 (2004).
#pragma once

#include <cstddef>

// The mean over all windows of 11x11 numbers that lie inside, weighted by a Gaussian of sigma 1.5, for a
// range of 1. In images that are smaller the window has the largest odd side that fits.
double structural_similarity(const float* image, const float* other, std::size_t height, std::size_t width);
