#include "clustering.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "centre_distances.h"

namespace {

constexpr std::size_t block_rows = 256;  // so many rows are one piece of work

// One start: its rows, its centres, and the share of the whole work that it is.
class Start {
 public:
  Start(const plugin::Matrix& rows, std::size_t clusters, const plugin::Work& work, double from, double to)
      : rows_(rows), work_(work), from_(from), to_(to) {
    found_.centres = {clusters, rows.columns, std::vector<double>(clusters * rows.columns)};
    found_.of_row.assign(rows.rows, 0);
    found_.squared.assign(rows.rows, std::numeric_limits<double>::infinity());
  }

  // Each centre is a row, drawn with a chance that grows with its squared distance to the centres before it.
  bool draw_centres(const std::function<double(std::size_t)>& draw) {
    for (std::size_t cluster = 0; cluster < clusters(); ++cluster) {
      const std::size_t row = cluster == 0 ? uniform_row(draw(0)) : distant_row(draw(cluster));
      std::copy_n(row_at(row), rows_.columns, centre_at(cluster));
      const bool goes_on =
          over_rows(from_, [&](std::size_t first, std::size_t count) { keep_nearer(cluster, first, count); });
      if (!goes_on) return false;
    }
    return true;
  }

  bool improve(std::size_t most_iterations) {
    while (found_.iterations < most_iterations && !found_.converged) {
      move_centres();
      ++found_.iterations;
      const double share = static_cast<double>(found_.iterations) / static_cast<double>(most_iterations);
      const std::vector<std::size_t> before = found_.of_row;
      if (!assign(from_ + (to_ - from_) * share)) return false;
      found_.converged = before == found_.of_row;
    }
    return true;
  }

  Clustering take() {
    found_.inertia = std::accumulate(found_.squared.begin(), found_.squared.end(), 0.0);
    return std::move(found_);
  }

 private:
  std::size_t clusters() const { return found_.centres.rows; }
  const double* row_at(std::size_t row) const { return rows_.values.data() + row * rows_.columns; }
  double* centre_at(std::size_t cluster) { return found_.centres.values.data() + cluster * rows_.columns; }

  std::size_t uniform_row(double drawn) const {
    return std::min(static_cast<std::size_t>(drawn * static_cast<double>(rows_.rows)), rows_.rows - 1);
  }

  std::size_t distant_row(double drawn) const {
    const double total = std::accumulate(found_.squared.begin(), found_.squared.end(), 0.0);
    if (total == 0.0) return uniform_row(drawn);
    double sum = 0.0;
    std::size_t last = 0;
    for (std::size_t row = 0; row < rows_.rows; ++row) {
      if (found_.squared[row] == 0.0) continue;
      sum += found_.squared[row];
      last = row;
      if (sum > drawn * total) break;
    }
    return last;
  }

  bool over_rows(double done, const std::function<void(std::size_t, std::size_t)>& body) const {
    return work_.pieces((rows_.rows + block_rows - 1) / block_rows, done, done, [&](std::size_t block) {
      const std::size_t first = block * block_rows;
      body(first, std::min(block_rows, rows_.rows - first));
    });
  }

  void keep_nearer(std::size_t cluster, std::size_t first, std::size_t count) {
    for (std::size_t row = first; row < first + count; ++row) {
      const double squared = squared_distance(row_at(row), centre_at(cluster), rows_.columns);
      if (squared >= found_.squared[row]) continue;
      found_.squared[row] = squared;
      found_.of_row[row] = cluster;
    }
  }

  bool assign(double done) {
    const PackedCentres centres(found_.centres);
    return over_rows(done, [&](std::size_t first, std::size_t count) {
      std::vector<double> squared(centres.padded());
      for (std::size_t row = first; row < first + count; ++row) {
        centres.squared_distances(row_at(row), squared.data());
        const auto nearest = std::min_element(squared.begin(), squared.begin() + as_offset(clusters()));
        found_.of_row[row] = static_cast<std::size_t>(nearest - squared.begin());
        found_.squared[row] = *nearest;
      }
    });
  }

  static std::ptrdiff_t as_offset(std::size_t count) { return static_cast<std::ptrdiff_t>(count); }

  void move_centres() {
    std::vector<std::size_t> sizes(clusters());
    for (const std::size_t cluster : found_.of_row) ++sizes[cluster];
    fill_empty(sizes);
    std::vector<std::vector<std::size_t>> members(clusters());
    for (std::size_t row = 0; row < rows_.rows; ++row) members[found_.of_row[row]].push_back(row);
    work_.loop(clusters(), [&](std::size_t cluster) { move_centre(cluster, members[cluster]); });
  }

  void fill_empty(std::vector<std::size_t>& sizes) {
    for (std::size_t cluster = 0; cluster < clusters(); ++cluster) {
      if (sizes[cluster] > 0) continue;
      const auto farthest = std::max_element(found_.squared.begin(), found_.squared.end());
      if (*farthest == 0.0) return;
      const auto row = static_cast<std::size_t>(farthest - found_.squared.begin());
      --sizes[found_.of_row[row]];
      found_.of_row[row] = cluster;
      sizes[cluster] = 1;
      *farthest = 0.0;
    }
  }

  void move_centre(std::size_t cluster, const std::vector<std::size_t>& members) {
    if (members.empty()) return;
    double* centre = centre_at(cluster);
    std::fill_n(centre, rows_.columns, 0.0);
    for (const std::size_t row : members) {
      for (std::size_t column = 0; column < rows_.columns; ++column) centre[column] += row_at(row)[column];
    }
    for (std::size_t column = 0; column < rows_.columns; ++column)
      centre[column] /= static_cast<double>(members.size());
  }

  const plugin::Matrix& rows_;
  const plugin::Work& work_;
  double from_, to_;
  Clustering found_;
};

}  // namespace

std::optional<Clustering> k_means(const plugin::Matrix& rows, const ClusteringSettings& settings,
                                  const Draw& draw, const plugin::Work& work) {
  std::optional<Clustering> best;
  for (std::size_t i = 0; i < settings.starts; ++i) {
    const auto share = [&](std::size_t n) {
      return static_cast<double>(n) / static_cast<double>(settings.starts);
    };
    Start start(rows, settings.clusters, work, share(i), share(i + 1));
    const bool ended =
        !start.draw_centres([&](std::size_t n) { return draw(i, n); }) || !start.improve(settings.iterations);
    if (ended) return std::nullopt;
    Clustering found = start.take();
    if (!best || found.inertia < best->inertia) best = std::move(found);
  }
  return best;
}

std::size_t working_bytes(std::size_t rows, std::size_t columns, std::size_t clusters) {
  // Two clusterings and the assignment before; the members; the centres of three and their packed form.
  return rows * 6 * sizeof(std::size_t) + rows * 2 * sizeof(double) +
         4 * sizeof(double) * (clusters + 8) * columns;
}
