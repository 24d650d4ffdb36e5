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

PictureShare share_of(std::size_t runs) {
  const auto count = static_cast<std::int64_t>(runs);
  return {.reconstruction_bytes = budget::reconstruction_bytes / count,
          .grid_bytes = budget::grid_bytes / count,
          .gallery_bytes = budget::gallery_bytes / count,
          .recorded_bytes = budget::recorded_picture_bytes / count};
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

}  // namespace

Result<std::string> report_page(const RunStore& store, std::vector<RunChoice> choices,
                                const std::vector<std::string>& comparison_notes, const ReportOrigin& origin,
                                ThreadPool& pool, const std::function<void(std::size_t)>& told) try {
  const std::vector<ReportedRun> runs = read_reported_runs(store, std::move(choices)).take();
  json document = {
      {"title", page_title(runs)},
      {"origin",
       {{"version", origin.version}, {"command", visible(origin.command)}, {"made_at", origin.made_at}}},
      {"runs", json::array()},
      {"texts", json::array()},
      {"maps", json::array()},
      {"licence", page_texts::chart_js_licence()},
      {"comparison", comparison_json(runs)},
      {"intervals", intervals_json(runs)},
      {"comparison_notes", json::array()},
      {"metrics", metrics_comparison_json(runs)}};
  for (const std::string& note : comparison_notes) document["comparison_notes"].push_back(visible(note));
  ImageReader reader;
  OriginalSheets originals(budget::original_bytes);
  ModelDrawings drawings;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    told(i);
    json run = run_json(runs[i]);
    run["model"] = drawings.number_of(runs[i]);
    run["experiment_text"] = number_of(document["texts"], visible_lines(runs[i].stored.experiment_text));
    run["model_text"] = number_of(document["texts"], visible_lines(runs[i].stored.model_text));
    run["pictures"] = pictures_json(runs[i], store, share_of(runs.size()), reader, originals, pool);
    for (json& map : run["pictures"]["maps"]) map = number_of(document["maps"], std::move(map));
    document["runs"].push_back(std::move(run));
  }
  document["originals"] = originals.sprites();
  document["models"] = drawings.descriptions();
  return written_page(document, drawings.svgs());
} catch (const Failure& failure) {
  return failure.diagnostics();
}

}  // namespace cae
