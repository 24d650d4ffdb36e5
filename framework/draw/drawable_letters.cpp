#include "framework/draw/drawable_letters.h"

#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <memory>

#include "framework/base/utf8.h"

namespace cae {
namespace {

constexpr std::string_view small_box = "\u25A1";

using CharacterSet = std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)>;

// All letters of all fonts that Pango draws with: it takes the first font that has a letter.
CharacterSet letters_of_all_fonts() {
  CharacterSet letters(FcCharSetCreate(), FcCharSetDestroy);
  const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> any(
      FcPatternBuild(nullptr, FC_SCALABLE, FcTypeBool, FcTrue, nullptr), FcPatternDestroy);
  const std::unique_ptr<FcObjectSet, decltype(&FcObjectSetDestroy)> wanted(
      FcObjectSetBuild(FC_CHARSET, nullptr), FcObjectSetDestroy);
  const std::unique_ptr<FcFontSet, decltype(&FcFontSetDestroy)> fonts(
      FcFontList(nullptr, any.get(), wanted.get()), FcFontSetDestroy);
  for (int i = 0; fonts && i < fonts->nfont; ++i) {
    FcCharSet* of_font = nullptr;
    if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &of_font) == FcResultMatch)
      FcCharSetMerge(letters.get(), of_font, nullptr);
  }
  return letters;
}

}  // namespace

bool is_variation_selector(char32_t code) {
  return code >= 0xFE00 && code <= 0xFE0F;
}

std::string drawable(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
  if (ascii) return std::string(text);
  const CharacterSet letters = letters_of_all_fonts();
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_length(text, at), 1);
    const std::string_view letter = text.substr(at, length);
    const bool missing = length > 1 && !is_variation_selector(utf8_code(letter)) &&
                         FcCharSetHasChar(letters.get(), utf8_code(letter)) == FcFalse;
    result += missing ? small_box : letter;
    at += length;
  }
  return result;
}

}  // namespace cae
