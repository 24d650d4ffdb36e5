// Sheets of images: originals over noisy inputs over reconstructions, say. As PNG, or as SVG with the images
// in it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"
#include "framework/base/table.h"
#include "framework/draw/bitmap.h"
#include "framework/draw/shown_image.h"

namespace cae {

struct ImageRow {
  std::string label = {};  // above the row; "" for none
  ImageBatch images = {};
};

struct SheetLayout {
  int scale = 0;            // screen pixels a pixel; 0: 3, and more of images of less than 28 pixels
  int gap = 4;              // pixels between images and round the sheet
  std::int64_t most = 0;    // show this many images of each row; 0: all
  std::int64_t column = 0;  // least width of a column, pixels
  std::string title = {};   // above everything; "" for none
  std::vector<std::string> notes = {};  // lines below the title
  bool dark = false;                    // a dark paper instead of a white one
};

// Writes the rows below each other into a PNG or SVG, atomically; rows may differ in size and number. Values
// are clamped to [0,1], NaN is black. Images of 3 channels are red, green, blue, others as shown_image.h has
// them. Errors: E950 (ending), E957 (more than 100 million pixels), E958 (a row whose numbers do
// not fit), E959, E905.
Status draw_image_sheet(const std::vector<ImageRow>& rows, const std::string& path,
                        const SheetLayout& layout = {});

// A row of images that are still to come.
struct SheetRow {
  std::string label = {};
  std::int64_t count = 0, channels = 0, height = 0, width = 0;
  bool captions = false;  // a line below each image
};

// How a sheet was fitted: each pixel of an image is a square of `scale`, or one pixel of the sheet is the
// mean of `shrink` x `shrink` of the image's; one of the two is 1.
struct SheetFit {
  int scale = 1;
  std::int64_t shrink = 1;
  std::int64_t width = 0, height = 0;  // of the sheet

  std::int64_t bytes() const { return width * height * 9; }  // while it is drawn and encoded
};
// The largest scale up to the layout's, or else the least shrinking, with which the sheet has at most
// `most_pixels` and neither width nor height above 65,535 (what common programs can show).
SheetFit fit_sheet(const std::vector<SheetRow>& rows, const SheetLayout& layout, std::int64_t most_pixels);

// A line of text of a sheet.
struct SheetText {
  std::int64_t x = 0, y = 0;  // its left upper corner
  int size = 0;               // pixels
  bool bold = false;
  std::string text = {};
  Colour colour = {};
};

// A sheet that is drawn image by image, so that not all of them are in memory at once.
class ImageSheet {
 public:
  ImageSheet(std::vector<SheetRow> rows, const SheetLayout& layout, const SheetFit& fit);

  // The width that a caption takes.
  static std::int64_t caption_width(std::string_view text);

  // Image `number` of a row: channels x height x width numbers.
  void draw(std::size_t row, std::int64_t number, std::span<const float> pixels);
  // Below it; cut where it is wider than a column.
  void caption(std::size_t row, std::int64_t number, std::string_view text);
  // Errors: E950, E959, E905.
  Status write(const std::string& path) const;

 private:
  void write_lines();

  std::vector<ImageSize> sizes_;  // of each row's images, as they come
  std::vector<SheetRow> rows_;    // as they are shown
  SheetLayout layout_;
  SheetFit fit_;
  std::vector<std::int64_t> tops_;  // of each row's images
  Bitmap images_;
  std::vector<SheetText> texts_;
};

}  // namespace cae
