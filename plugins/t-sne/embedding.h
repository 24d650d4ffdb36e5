// Points of the plane that are moved until near rows are near: the gradient descent of t-SNE.
// Sources: van der Maaten and Hinton (2008), van der Maaten (2014): see affinities.h and quad_tree.h.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "affinities.h"
#include "repulsion.h"
#include "support/work.h"

using Points = std::vector<Point>;

struct Descent {
  std::size_t iterations = 1000;
  std::size_t early = 250;     // iterations at the start in which the affinities are exaggerated
  double exaggeration = 12.0;  // by this factor
  double rate = 0.0;           // 0: the number of rows / exaggeration / 4, at least 50
  double momentum = 0.8;       // 0.5 in the early iterations
  double theta = 0.5;          // of Barnes and Hut; 0: all pairs
};

// The gradient of the Kullback-Leibler divergence, with the affinities times `exaggeration`:
// 4 sum over j of (exaggeration p(i,j) - q(i,j)) w(i,j) (y_i - y_j), where w(i,j) = 1 / (1 + |y_i - y_j|^2)
// and q(i,j) = w(i,j) / the sum of all w.
Points gradient(const Points& points, const Affinities& p, double exaggeration, double theta,
                const plugin::Loop& loop);

// The divergence itself: the sum of p log(p / q), without approximation.
double divergence(const Points& points, const Affinities& p, const plugin::Loop& loop);

// Where the points are after the descent, round 0. The work is done between the shares `from` and 1; nothing
// where it was ended.
std::optional<Points> descend(Points start, const Affinities& p, const Descent& descent,
                              const plugin::Work& work, double from);
