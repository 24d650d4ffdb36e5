// Where the points of a map start.
#pragma once

#include <cstddef>
#include <optional>

#include "embedding.h"
#include "support/principal_components.h"

// Normal, with a deviation of 1e-4.
Points random_points(std::size_t rows, const plugin::Normal& normal);

// The scores of two principal components, scaled so that the first has a deviation of 1e-4: the map keeps the
// large structure then (Kobak and Linderman, Nature Biotechnology 39, 2021). Where rows differ in fewer
// directions, the coordinates of `otherwise` are kept. Nothing where it was ended.
std::optional<Points> principal_points(const plugin::Matrix& data, const Points& otherwise,
                                       const plugin::Normal& normal, const plugin::Work& work);

// What principal_points takes beside `data`.
std::size_t start_bytes(std::size_t rows, std::size_t columns);
