// Text on a bitmap, in the font of the plots.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "framework/draw/bitmap.h"

namespace cae {

// Letters of one size, by FreeType: of DejaVu Sans or what fontconfig has in its place, and of the next font
// where that lacks one. A letter that no font has is one small box, also where there is no font at all, and
// so is a byte that is not UTF-8. The same text has the same pixels with the same fonts and libraries.
class Letters {
 public:
  explicit Letters(int pixels, bool bold = false);  // the size of an em
  ~Letters();
  Letters(const Letters&) = delete;
  Letters& operator=(const Letters&) = delete;

  std::int64_t height() const;                // of a line
  std::int64_t width(std::string_view text);  // of what write() paints, at most
  // Paints from `x` to the right, below `y`; what is outside of the bitmap is clipped.
  void write(Bitmap& bitmap, std::int64_t x, std::int64_t y, std::string_view text, Colour colour);
  // The text, or as much of it as fits into that width with an ellipsis behind it.
  std::string fitted(std::string_view text, std::int64_t width);

 private:
  struct Fonts;
  std::unique_ptr<Fonts> fonts_;
};

}  // namespace cae
