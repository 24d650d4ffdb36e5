// The images of a run, if they are still there: those that it was tested with, or else trained with.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "framework/base/image_set.h"
#include "framework/data/dataset.h"
#include "framework/report/reported_run.h"

namespace cae {

struct RunImages {
  std::shared_ptr<const Dataset> images = nullptr;
  ImageSet from = ImageSet::test;
  std::string content = {};  // the same text for the same images, in all runs
};

// Keeps the images that were read last, for the next run, which mostly has the same.
class ImageReader {
 public:
  // Errors: those of reading, and where the content is not what the run recorded (E820).
  Result<RunImages> images_of(const ReportedRun& run);

 private:
  std::string key_;  // of `last_`
  RunImages last_;
};

// The names of the run's classes, by label, also where the images are gone; empty where unknown.
std::vector<std::string> class_names(const RunConfig& config, const Dataset* images);

}  // namespace cae
