#include "framework/draw/sheet_files.h"

#include <fmt/format.h>

#include <map>

#include "framework/base/base64.h"
#include "framework/base/html_escaped.h"
#include "framework/base/utf8.h"
#include "framework/draw/letters.h"
#include "framework/draw/png_bytes.h"

namespace cae {
namespace {

Result<std::string> encoded(const Bitmap& bitmap, const std::string& name) {
  return png_bytes(bitmap.pixels(), {bitmap.width(), bitmap.height(), 3}, name);
}

std::string text_element(const SheetText& text) {
  return fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\"{} fill=\"#{:02x}{:02x}{:02x}\">{}</text>\n",
                     text.x, text.y + text.size, text.size, text.bold ? " font-weight=\"bold\"" : "",
                     text.colour.red, text.colour.green, text.colour.blue, html_escaped(visible(text.text)));
}

}  // namespace

Result<std::string> sheet_png(Bitmap images, const std::vector<SheetText>& texts, const std::string& name) {
  std::map<std::pair<int, bool>, Letters> letters;  // by size and weight
  for (const SheetText& text : texts) {
    letters.try_emplace({text.size, text.bold}, text.size, text.bold)
        .first->second.write(images, text.x, text.y, visible(text.text), text.colour);
  }
  return encoded(images, name);
}

Result<std::string> sheet_svg(const Bitmap& images, const std::vector<SheetText>& texts,
                              const std::string& name) {
  const Result<std::string> png = encoded(images, name);
  if (!png) return png.diagnostics();
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "font-family=\"DejaVu Sans,Verdana,sans-serif\">\n"
      "<image width=\"{0}\" height=\"{1}\" style=\"image-rendering:pixelated\" "
      "xlink:href=\"data:image/png;base64,{2}\"/>\n",
      images.width(), images.height(), base64(*png));
  for (const SheetText& text : texts) svg += text_element(text);
  return svg + "</svg>\n";
}

}  // namespace cae
