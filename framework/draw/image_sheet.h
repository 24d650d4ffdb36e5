// Sheets of images, written with libpng: originals over noisy inputs over reconstructions, say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/base/table.h"

namespace cae {

struct ImageRow {
  std::string label = {};  // above the row; "" for none. ASCII; other characters are drawn as '?'
  ImageBatch images = {};
};

struct SheetLayout {
  int scale = 3;          // screen pixels a pixel, at least 1
  int gap = 4;            // pixels between images and round the sheet
  std::int64_t most = 0;  // show the first so many images of each row; 0: all
};

// Writes the rows below each other into a PNG, atomically; rows may differ in size and number. Values are
// clamped to [0,1], NaN is black. Images of 3 channels are red, green, blue; of others the first channel is
// shown in grey. Errors: E950 (ending), E957 (more than 100 million pixels), E958 (a row whose numbers do not
// fit), E959, E905.
Status draw_image_sheet(const std::vector<ImageRow>& rows, const std::string& path,
                        const SheetLayout& layout = {});

}  // namespace cae
