// The images and texts of a sheet as the bytes of a file.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/draw/image_sheet.h"

namespace cae {

// The texts are painted with Letters. `name` is what a message calls the picture. E959.
Result<std::string> sheet_png(Bitmap images, const std::vector<SheetText>& texts, const std::string& name);
// The images are one PNG in it, the texts are texts, in the viewer's font. E959.
Result<std::string> sheet_svg(const Bitmap& images, const std::vector<SheetText>& texts,
                              const std::string& name);

}  // namespace cae
