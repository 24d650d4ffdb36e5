#include "framework/report/report_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "framework/base/utf8.h"
#include "framework/base/visible_text.h"
#include "framework/report/comparison.h"
#include "framework/report/intervals.h"
#include "framework/report/model_drawings.h"
#include "framework/report/page_budget.h"
#include "framework/report/page_texts.h"
#include "framework/report/page_writer.h"
#include "framework/report/run_json.h"
#include "framework/report/run_pictures.h"

namespace cae {
namespace {

using nlohmann::json;
namespace budget = page_budget;

// What each of the runs may take where the page has this part, up to 1, of its budget.
PictureShare share_of(std::size_t runs, double part) {
  const auto part_of = [&](std::int64_t bytes) {
    return static_cast<std::int64_t>(part * static_cast<double>(bytes) / static_cast<double>(runs));
  };
  constexpr std::int64_t least_points = 50;
  const auto points = static_cast<std::int64_t>(part * static_cast<double>(budget::points));
  return {.points = std::max(points, least_points),
          .reconstruction_bytes = part_of(budget::reconstruction_bytes),
          .grid_bytes = part_of(budget::grid_bytes),
          .gallery_bytes = part_of(budget::gallery_bytes),
          .recorded_bytes = part_of(budget::recorded_picture_bytes)};
}

// What several runs have is on the page once; its number in the list.
std::size_t number_of(json& list, json value) {
  const auto known = std::find(list.begin(), list.end(), value);
  const auto number = static_cast<std::size_t>(known - list.begin());
  if (known == list.end()) list.push_back(std::move(value));
  return number;
}

// "denoise", or "denoise and 2 more"
std::string page_title(const std::vector<ReportedRun>& runs) {
  std::set<std::string> experiments;
  for (const ReportedRun& run : runs) experiments.insert(run.stored.experiment);
  std::string title = visible(runs.front().stored.experiment);
  if (experiments.size() > 1) title += " and " + std::to_string(experiments.size() - 1) + " more";
  return title;
}

// The page with this part of its budget.
class PageOfRuns {
 public:
  PageOfRuns(const RunStore& store, std::vector<ReportedRun> runs,
             const std::vector<std::string>& comparison_notes, const ReportOrigin& origin, ThreadPool& pool,
             const std::function<void(std::size_t)>& told)
      : store_(store), runs_(std::move(runs)), pool_(pool), told_(told) {
    beginning_ = {
        {"title", page_title(runs_)},
        {"origin",
         {{"version", origin.version}, {"command", visible(origin.command)}, {"made_at", origin.made_at}}},
        {"runs", json::array()},
        {"texts", json::array()},
        {"maps", json::array()},
        {"licence", page_texts::chart_js_licence()},
        {"comparison", comparison_json(runs_)},
        {"intervals", intervals_json(runs_)},
        {"comparison_notes", json::array()},
        {"metrics", metrics_comparison_json(runs_)}};
    for (const std::string& note : comparison_notes) beginning_["comparison_notes"].push_back(visible(note));
  }

  std::string with_budget(double part) {
    json document = beginning_;
    OriginalSheets originals(static_cast<std::int64_t>(part * static_cast<double>(budget::original_bytes)));
    ModelDrawings drawings;
    const PictureShare share = share_of(runs_.size(), part);
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      told_(i);
      json run = run_json(runs_[i]);
      run["model"] = drawings.number_of(runs_[i]);
      run["experiment_text"] = number_of(document["texts"], visible_lines(runs_[i].stored.experiment_text));
      run["model_text"] = number_of(document["texts"], visible_lines(runs_[i].stored.model_text));
      run["pictures"] = pictures_json(runs_[i], store_, share, reader_, originals, pool_);
      for (json& map : run["pictures"]["maps"]) map = number_of(document["maps"], std::move(map));
      document["runs"].push_back(std::move(run));
    }
    document["originals"] = originals.sprites();
    document["models"] = drawings.descriptions();
    return written_page(document, drawings.svgs());
  }

 private:
  const RunStore& store_;
  std::vector<ReportedRun> runs_;
  ThreadPool& pool_;
  const std::function<void(std::size_t)>& told_;
  json beginning_;
  ImageReader reader_;
};

}  // namespace

Result<std::string> report_page(const RunStore& store, std::vector<RunChoice> choices,
                                const std::vector<std::string>& comparison_notes, const ReportOrigin& origin,
                                ThreadPool& pool, const std::function<void(std::size_t)>& told) try {
  // How well images are compressed is known when they are. Texts and losses of very many runs may be too much
  // by themselves.
  constexpr int most_tries = 5;
  PageOfRuns pages(store, read_reported_runs(store, std::move(choices)).take(), comparison_notes, origin,
                   pool, told);
  double part = 1.0;
  std::string page = pages.with_budget(part);
  for (int tries = 1; page.size() > budget::page_bytes && tries < most_tries; ++tries) {
    part *= 0.9 * static_cast<double>(budget::page_bytes) / static_cast<double>(page.size());
    page = pages.with_budget(part);
  }
  return page;
} catch (const Failure& failure) {
  return failure.diagnostics();
}

}  // namespace cae
