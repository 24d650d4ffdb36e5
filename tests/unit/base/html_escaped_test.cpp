#include "framework/base/html_escaped.h"

#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("a text with tags, quotes and ampersands is no HTML any more, and all others stay") {
  CHECK(html_escaped("<script>alert('a & \"b\"')</script>") ==
        "&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt;");
  CHECK(html_escaped("Ähre, 日本") == "Ähre, 日本");
}
