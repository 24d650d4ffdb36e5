#include "affinities.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace {

constexpr int most_halvings = 200;
constexpr double entropy_tolerance = 1e-12;

// The probabilities of one row at a width, in `p`; returns their entropy.
double entropy_at(const double* distances, std::size_t count, double beta, double* p) {
  double sum = 0.0, weighted = 0.0;
  for (std::size_t j = 0; j < count; ++j) {
    const double further = distances[j] - distances[0];  // the nearest gets exp(0): no sum is 0
    p[j] = std::exp(-beta * further);
    sum += p[j];
    weighted += p[j] * further;
  }
  for (std::size_t j = 0; j < count; ++j) p[j] /= sum;
  return std::log(sum) + beta * weighted / sum;
}

// p(j|i) of one row.
void conditional(const double* distances, std::size_t count, double perplexity, double* p) {
  const double wanted = std::log(perplexity);
  const double mean = std::accumulate(distances, distances + count, 0.0) / static_cast<double>(count);
  const double spread = mean - distances[0];
  double beta = spread > 0.0 ? 1.0 / spread : 1.0;
  double low = 0.0, high = std::numeric_limits<double>::infinity();
  for (int step = 0; step < most_halvings; ++step) {
    const double difference = entropy_at(distances, count, beta, p) - wanted;
    if (std::fabs(difference) < entropy_tolerance || spread <= 0.0) return;
    (difference > 0.0 ? low : high) = beta;
    const double next = std::isinf(high) ? 2.0 * beta : 0.5 * (low + high);
    if (next == beta || std::isinf(next)) return;
    beta = next;
  }
}

struct Entry {
  std::uint32_t column;
  double value;
};

// Every p(j|i) at (i,j) and at (j,i).
std::vector<std::vector<Entry>> both_ways(const NearestRows& nearest, const std::vector<double>& p) {
  std::vector<std::vector<Entry>> rows(nearest.rows);
  for (std::size_t i = 0; i < nearest.rows; ++i) {
    for (std::size_t k = i * nearest.neighbours; k < (i + 1) * nearest.neighbours; ++k) {
      rows[i].push_back({nearest.others[k], p[k]});
      rows[nearest.others[k]].push_back({static_cast<std::uint32_t>(i), p[k]});
    }
  }
  return rows;
}

// Entries of one column, of which there are at most two, are added.
void append(Affinities& result, std::vector<Entry> entries, double factor) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.column < b.column || (a.column == b.column && a.value < b.value);
  });
  for (std::size_t k = 0; k < entries.size(); ++k) {
    const bool twice = k + 1 < entries.size() && entries[k + 1].column == entries[k].column;
    result.columns.push_back(entries[k].column);
    result.values.push_back(factor * (entries[k].value + (twice ? entries[k + 1].value : 0.0)));
    if (twice) ++k;
  }
  result.first.push_back(result.columns.size());
}

}  // namespace

std::optional<Affinities> affinities(const NearestRows& nearest, double perplexity, const plugin::Work& work,
                                     double from, double to) {
  std::vector<double> p(nearest.distances.size());
  const auto find = [&](std::size_t i) {
    const std::size_t start = i * nearest.neighbours;
    conditional(nearest.distances.data() + start, nearest.neighbours, perplexity, p.data() + start);
  };
  if (!work.pieces(nearest.rows, from, to, find)) return std::nullopt;
  Affinities result;
  result.first.push_back(0);
  const double factor = 0.5 / static_cast<double>(nearest.rows);
  for (std::vector<Entry>& entries : both_ways(nearest, p)) append(result, std::move(entries), factor);
  return result;
}
