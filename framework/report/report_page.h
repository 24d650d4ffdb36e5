// Runs as one page: a file that needs nothing else, to be opened from disk or sent to somebody.
//
// Values flow one way: from the store and the runs' folders (reported_run.h), with what the models make of
// their images (run_pictures.h), to one JSON document, to the page (page/), whose scripts draw all of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/report/reported_run.h"

namespace cae {

struct ReportOrigin {
  std::string version = {};  // of cae-lab
  std::string command = {};  // that makes this page again
  std::string made_at = {};  // UTC, "2026-11-24T08:50:43Z"
};

// `comparison_notes`: what is said below the comparison of the runs' variants. `told` hears before each run
// which one it is, from 0. What cannot be shown of a run (its images are gone, its checkpoint is damaged) is
// said on the page. Errors: those of the store.
Result<std::string> report_page(const RunStore& store, std::vector<RunChoice> runs,
                                const std::vector<std::string>& comparison_notes, const ReportOrigin& origin,
                                ThreadPool& pool, const std::function<void(std::size_t)>& told);

}  // namespace cae
