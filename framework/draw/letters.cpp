#include "framework/draw/letters.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "framework/base/utf8.h"
#include "framework/draw/drawable_letters.h"

namespace cae {
namespace {

constexpr const char* family = "DejaVu Sans";  // as gnuplot's plots (gnuplot.cpp)
constexpr double units_a_pixel = 64;           // of FreeType's positions

using Library = std::unique_ptr<FT_LibraryRec_, decltype(&FT_Done_FreeType)>;
using Face = std::unique_ptr<FT_FaceRec_, decltype(&FT_Done_Face)>;
using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;
using FontSet = std::unique_ptr<FcFontSet, decltype(&FcFontSetDestroy)>;

Library new_library() {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) library = nullptr;
  return {library, FT_Done_FreeType};
}

// The fonts of outlines, nearest to the wanted one first.
FontSet sorted_fonts(bool bold) {
  const Pattern wanted(
      FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, family, FC_WEIGHT, FcTypeInteger,
                     bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR, FC_SCALABLE, FcTypeBool, FcTrue, nullptr),
      FcPatternDestroy);
  FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  FcResult result = FcResultNoMatch;
  return {FcFontSort(nullptr, wanted.get(), FcTrue, nullptr, &result), FcFontSetDestroy};
}

// Sorted once a process: a sheet has dozens of texts, and all fonts of the system are looked at. nullptr if
// there are none.
const FcFontSet* nearest_fonts(bool bold) {
  static const FontSet regular_first = sorted_fonts(false);
  if (!bold) return regular_first.get();
  static const FontSet bold_first = sorted_fonts(true);
  return bold_first.get();
}

bool has_letter(const FcPattern* font, char32_t code) {
  FcCharSet* letters = nullptr;
  FcBool outlines = FcFalse;
  return FcPatternGetBool(font, FC_SCALABLE, 0, &outlines) == FcResultMatch && outlines == FcTrue &&
         FcPatternGetCharSet(font, FC_CHARSET, 0, &letters) == FcResultMatch &&
         FcCharSetHasChar(letters, code) == FcTrue;
}

// What is in a text: the code of a letter, or 0 for a byte that is none.
template <class Use>
void each_letter(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    const char32_t code = length == 0 ? 0 : utf8_code(text.substr(at, length));
    at += std::max<std::size_t>(length, 1);
    if (!is_variation_selector(code)) use(code);
  }
}

}  // namespace

struct Letters::Fonts {
  int pixels;
  Library library = new_library();
  const FcFontSet* found;
  std::vector<Face> faces = {};  // of `found`, as far as they have been opened

  Fonts(int size, bool bold) : pixels(size), found(nearest_fonts(bold)) {
    for (int i = 0; found != nullptr && i < found->nfont; ++i) faces.emplace_back(nullptr, FT_Done_Face);
  }

  FT_Face opened(std::size_t font) {
    if (faces[font]) return faces[font].get();
    FcChar8* file = nullptr;
    int index = 0;
    if (!library || FcPatternGetString(found->fonts[font], FC_FILE, 0, &file) != FcResultMatch)
      return nullptr;
    FcPatternGetInteger(found->fonts[font], FC_INDEX, 0, &index);
    FT_Face face = nullptr;
    if (FT_New_Face(library.get(), reinterpret_cast<const char*>(file), index, &face) != 0) return nullptr;
    faces[font].reset(face);
    FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(pixels));
    return face;
  }

  // The letter in the nearest font that has it, as far from a whole pixel as `shift`; or nullptr.
  FT_GlyphSlot loaded(char32_t code, double shift, FT_Int32 how) {
    for (std::size_t font = 0; font < faces.size(); ++font) {
      if (code == 0 || !has_letter(found->fonts[font], code)) continue;
      const FT_Face face = opened(font);
      if (face == nullptr) continue;
      FT_Vector moved{static_cast<FT_Pos>(std::lround(shift * units_a_pixel)), 0};
      FT_Set_Transform(face, nullptr, &moved);
      if (FT_Load_Char(face, code, how | FT_LOAD_TARGET_LIGHT) == 0) return face->glyph;
    }
    return nullptr;
  }

  double box_advance() const { return std::round(0.7 * pixels); }

  static double advance(FT_GlyphSlot glyph) { return static_cast<double>(glyph->linearHoriAdvance) / 65536; }

  std::int64_t baseline() const { return static_cast<std::int64_t>(std::lround(0.93 * pixels)); }
};

namespace {

void paint(Bitmap& bitmap, std::int64_t left, std::int64_t top, const FT_Bitmap& letter, Colour colour) {
  for (unsigned int row = 0; row < letter.rows; ++row) {
    const std::uint8_t* covered = letter.buffer + static_cast<std::ptrdiff_t>(row) * letter.pitch;
    for (unsigned int column = 0; column < letter.width; ++column)
      bitmap.blend(left + column, top + row, colour, covered[column]);
  }
}

// A hollow square on the baseline.
void paint_box(Bitmap& bitmap, std::int64_t left, std::int64_t baseline, std::int64_t side, Colour colour) {
  for (std::int64_t i = 0; i < side; ++i) {
    bitmap.blend(left + i, baseline - side, colour, 255);
    bitmap.blend(left + i, baseline - 1, colour, 255);
    bitmap.blend(left, baseline - side + i, colour, 255);
    bitmap.blend(left + side - 1, baseline - side + i, colour, 255);
  }
}

}  // namespace

Letters::Letters(int pixels, bool bold) : fonts_(std::make_unique<Fonts>(pixels, bold)) {}
Letters::~Letters() = default;

std::int64_t Letters::height() const {
  return static_cast<std::int64_t>(std::ceil(1.2 * fonts_->pixels));
}

std::int64_t Letters::width(std::string_view text) {
  double width = 0;
  each_letter(text, [&](char32_t code) {
    const FT_GlyphSlot glyph = fonts_->loaded(code, 0, FT_LOAD_DEFAULT);
    width += glyph == nullptr ? fonts_->box_advance() : Fonts::advance(glyph);
  });
  return static_cast<std::int64_t>(std::ceil(width));
}

void Letters::write(Bitmap& bitmap, std::int64_t x, std::int64_t y, std::string_view text, Colour colour) {
  auto pen = static_cast<double>(x);
  const std::int64_t baseline = y + fonts_->baseline();
  each_letter(text, [&](char32_t code) {
    const double whole = std::floor(pen);
    const auto left = static_cast<std::int64_t>(whole);
    const FT_GlyphSlot glyph = fonts_->loaded(code, pen - whole, FT_LOAD_RENDER);
    if (glyph == nullptr) {
      const auto side = static_cast<std::int64_t>(fonts_->box_advance()) - 2;
      paint_box(bitmap, left + 1, baseline, side, colour);
      pen += fonts_->box_advance();
    } else {
      paint(bitmap, left + glyph->bitmap_left, baseline - glyph->bitmap_top, glyph->bitmap, colour);
      pen += Fonts::advance(glyph);
    }
  });
}

std::string Letters::fitted(std::string_view text, std::int64_t most) {
  constexpr std::string_view ellipsis = "\u2026";
  if (width(text) <= most) return std::string(text);
  std::string kept(text);
  while (!kept.empty()) {
    while (!kept.empty() && (kept.back() & 0xC0) == 0x80) kept.pop_back();  // the rest of a letter
    if (!kept.empty()) kept.pop_back();
    if (width(kept + std::string(ellipsis)) <= most) return kept + std::string(ellipsis);
  }
  return "";
}

}  // namespace cae
