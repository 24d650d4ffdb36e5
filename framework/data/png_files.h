// Which PNG files a folder holds as images, and of which class each is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/dataset.h"

namespace cae {

struct PngFile {
  std::string name = {};   // its path below the folder, with '/'
  std::int64_t label = 0;  // the number of its class
};

struct PngFiles {
  std::vector<PngFile> images = {};           // class after class, in each in the bytewise order of the paths
  std::vector<std::string> class_names = {};  // empty if the images are in the folder itself
  PassedOver other_images = {};               // not PNG, by the endings of their names
};

// A class is a folder in `folder` that holds images, at any depth. Files that do not end in .png, hidden
// ones, and the folders that archives, network shares and notebooks create are skipped. Symbolic links are
// followed, and no folder is entered twice for one class. E452 where nothing is left, E453 for images in the
// folder and in classes, E904 where a folder cannot be read.
Result<PngFiles> find_png_files(const std::string& folder);

}  // namespace cae
