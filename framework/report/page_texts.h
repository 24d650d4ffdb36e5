// The texts of the page, embedded by embed.cmake.
#pragma once

#include <string_view>

namespace cae::page_texts {

std::string_view html();              // page/page.html, with {{NAME}} where something is filled in
std::string_view style();             // page/page.css
std::string_view scripts();           // page/*.js, one after the other
std::string_view chart_js();          // Chart.js
std::string_view chart_js_licence();  // its authors and licence, as Debian's package states them

}  // namespace cae::page_texts
