// The models of a page's runs, each of them once.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "framework/report/reported_run.h"

namespace cae {

class ModelDrawings {
 public:
  // The number of the run's model; null where the run has none that can be read.
  nlohmann::json number_of(const ReportedRun& run);

  // <svg> elements, by number; "" where Graphviz could not draw one.
  const std::vector<std::string>& svgs() const { return svgs_; }
  // By number: {"name", "parameters", "code": layer, "layers": [[layer, settings, shape, parameters, stage]],
  // "problem": why there is no drawing, or ""}.
  nlohmann::json descriptions() const;

 private:
  std::vector<std::string> keys_;  // of models that are the same
  std::vector<std::string> svgs_;
  std::vector<std::string> problems_;
  std::vector<std::shared_ptr<const Graph>> graphs_;
};

}  // namespace cae
