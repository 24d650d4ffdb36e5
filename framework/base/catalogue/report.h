// E97x: the report page.
#pragma once

#include <string>
#include <string_view>

#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic report_not_html(std::string_view path) {
  return {.code = "E970",
          .place = {.file = std::string(path)},
          .message = "the report is a page, and the name of this file does not end in .html",
          .help = "write report.html"};
}

}  // namespace cae::catalogue
