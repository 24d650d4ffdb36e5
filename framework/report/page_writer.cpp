#include "framework/report/page_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "framework/base/base64.h"
#include "framework/base/html_escaped.h"
#include "framework/base/sha256.h"
#include "framework/report/escaped.h"
#include "framework/report/page_texts.h"

namespace cae {
namespace {

struct Filling {
  std::string_view place;  // "{{TITLE}}"
  std::string text;
};

// One walk: what is filled in is not looked at again.
std::string filled(std::string_view page, const std::vector<Filling>& fillings) {
  std::string result;
  while (!page.empty()) {
    const auto here = std::find_if(fillings.begin(), fillings.end(),
                                   [&](const Filling& filling) { return page.starts_with(filling.place); });
    if (here != fillings.end()) {
      result += here->text;
      page.remove_prefix(here->place.size());
    } else {
      const std::size_t next = std::min(page.find("{{", 1), page.size());
      result += page.substr(0, next);
      page.remove_prefix(next);
    }
  }
  return result;
}

std::string bytes_of_hexadecimal(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
  return bytes;
}

// The scripts that the browser is to run, and no others: Content Security Policy, level 2.
std::string hash_source(std::string_view script) {
  return "'sha256-" + base64(bytes_of_hexadecimal(sha256(script))) + "'";
}

std::string figures(const std::vector<std::string>& svgs) {
  std::string text;
  for (std::size_t i = 0; i < svgs.size(); ++i) {
    if (!svgs[i].empty())
      text +=
          "<div class=\"drawing\" data-model=\"" + std::to_string(i) + "\" hidden>" + svgs[i] + "</div>\n";
  }
  return text;
}

}  // namespace

std::string written_page(const nlohmann::json& document, const std::vector<std::string>& svgs) {
  return filled(page_texts::html(), {{"{{TITLE}}", html_escaped(document.at("title").get<std::string>())},
                                     {"{{SCRIPT_SOURCES}}", hash_source(page_texts::chart_js()) + " " +
                                                                hash_source(page_texts::scripts())},
                                     {"{{STYLE}}", std::string(page_texts::style())},
                                     {"{{DRAWINGS}}", figures(svgs)},
                                     {"{{DOCUMENT}}", script_json(document)},
                                     {"{{CHART_JS}}", std::string(page_texts::chart_js())},
                                     {"{{SCRIPTS}}", std::string(page_texts::scripts())}});
}

}  // namespace cae
