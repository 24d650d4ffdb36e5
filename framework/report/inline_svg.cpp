#include "framework/report/inline_svg.h"

#include "framework/base/html_escaped.h"

namespace cae {
namespace {

// Removes ` id="..."` from the tag that begins at `tag` and ends before `end`. Texts between tags hold no
// quote that Graphviz has not escaped, and no '<'.
std::string without_id(std::string_view tag) {
  const std::size_t begin = tag.find(" id=\"");
  if (begin == std::string_view::npos) return std::string(tag);
  const std::size_t end = tag.find('"', begin + 5);
  if (end == std::string_view::npos) return std::string(tag);
  return std::string(tag.substr(0, begin)) + std::string(tag.substr(end + 1));
}

bool is_comment(std::string_view tag) {
  return tag.starts_with("<!--");
}

}  // namespace

std::string inline_svg(std::string_view file, std::string_view label) {
  std::string svg;
  const std::size_t start = file.find("<svg");
  if (start == std::string_view::npos) return svg;
  for (std::size_t at = start; at < file.size();) {
    if (file[at] != '<') {
      const std::size_t next = std::min(file.find('<', at), file.size());
      svg += file.substr(at, next - at);
      at = next;
      continue;
    }
    const std::string_view closing = is_comment(file.substr(at)) ? "-->" : ">";
    const std::size_t found = file.find(closing, at);
    if (found == std::string_view::npos) break;
    const std::size_t end = found + closing.size();
    if (!is_comment(file.substr(at))) svg += without_id(file.substr(at, end - at));
    at = end;
  }
  svg.insert(4, " role=\"img\" aria-label=\"" + html_escaped(label) + "\"");
  return svg;
}

}  // namespace cae
