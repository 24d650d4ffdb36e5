#include "framework/run/table_caption.h"

#include <fmt/format.h>

#include <algorithm>

#include "framework/run/picture_notes.h"

namespace cae {

TableCaption table_caption(const Table& table, const TableOfRun& of, const std::vector<double>& shares) {
  const std::string images = table.samples.empty()
                                 ? std::string(to_string(table.origin.from)) + " images"
                                 : images_note(static_cast<std::int64_t>(table.rows()), table.origin.from);
  TableCaption caption{.title = table.name + " of run " + of.run,
                       .notes = {joined_notes(of.note, images, weights_note(of.weights))},
                       .classes = of.classes};
  if (shares.size() != table.columns.size()) return caption;
  for (std::size_t i = 0; i < shares.size(); ++i)
    caption.axes.push_back(fmt::format("component {} ({:.1f} % of the variance)", i + 1, 100 * shares[i]));
  return caption;
}

std::vector<double> variance_shares(const std::vector<MetricRecord>& metrics, const std::string& analysis) {
  std::vector<double> shares;
  for (;;) {
    const std::string ending = ".explained_variance_ratio_" + std::to_string(shares.size() + 1);
    const auto metric = std::find_if(metrics.begin(), metrics.end(), [&](const MetricRecord& one) {
      return one.analysis == analysis && one.name.ends_with(ending);
    });
    if (metric == metrics.end()) return shares;
    shares.push_back(metric->value);
  }
}

}  // namespace cae
