#include "framework/report/page_writer.h"

#include <nlohmann/json.hpp>

#include "framework/base/base64.h"
#include "framework/report/inline_svg.h"
#include "framework/report/page_texts.h"
#include "tests/support/catch.h"

using namespace cae;

namespace {

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("The page is one file: it names no other") {
  const std::string page = written_page({{"title", "a"}}, {});
  for (const char* reference : {" src=", "<link", "@import", "url("}) {
    INFO(reference);
    CHECK(count(page.substr(0, page.find("<script>")), reference) == 0);
  }
  CHECK(page.find("{{") == std::string::npos);
}

TEST_CASE("A title cannot become an element, and what is filled in is not filled again") {
  const std::string page = written_page({{"title", "</title><script>x</script>{{STYLE}}"}}, {});
  CHECK(page.find("<script>x") == std::string::npos);
  CHECK(count(page, "{{STYLE}}") == 3);  // the title, the heading, and the document
}

TEST_CASE("Only the page's own two scripts may run") {
  const std::string page = written_page({{"title", "a"}}, {});
  CHECK(count(page, "'sha256-") == 2);
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(count(page, "<script") == 3);  // the document is the third, of a type that is not run
}

TEST_CASE("Chart.js comes with its licence") {
  CHECK(page_texts::chart_js().find("Chart.js v3.") != std::string_view::npos);
  CHECK(page_texts::chart_js_licence().find("THE SOFTWARE IS PROVIDED \"AS IS\"") != std::string_view::npos);
}

TEST_CASE("Graphviz's file becomes an element without ids and comments") {
  const std::string svg = inline_svg(
      "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<!-- made > by -->\n<svg width=\"8pt\">\n<!-- a -->"
      "<g id=\"node1\" class=\"node\"><title>a &quot;b&quot; id=c</title></g></svg>\n",
      "a <b>");
  CHECK(svg ==
        "<svg role=\"img\" aria-label=\"a &lt;b&gt;\" width=\"8pt\">\n"
        "<g class=\"node\"><title>a &quot;b&quot; id=c</title></g></svg>\n");
}

TEST_CASE("Base64 as RFC 4648 has it") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xff\xfe") == "//4=");
}
