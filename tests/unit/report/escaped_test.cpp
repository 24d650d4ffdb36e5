#include "framework/report/escaped.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("JSON in a script element cannot end it or begin a comment in it") {
  for (const std::string text : {"</script><script>alert(1)</script>", "<!-- <script>", "]]>", "a & b"}) {
    const std::string json = script_json({{"name", text}});
    CHECK(json.find_first_of("<>&") == std::string::npos);
    CHECK(nlohmann::json::parse(json)["name"] == text);
  }
}

TEST_CASE("JSON in a script element is ASCII: line separators are escapes") {
  const std::string json = script_json({{"name",
                                         "a\xe2\x80\xa8"
                                         "b\xe2\x80\xa9"
                                         "Ä\"'\\\n"}});
  for (const char letter : json) CHECK(static_cast<unsigned char>(letter) < 0x80);
  CHECK(json.find("\\u2028") != std::string::npos);
  CHECK(nlohmann::json::parse(json)["name"] ==
        "a\xe2\x80\xa8"
        "b\xe2\x80\xa9"
        "Ä\"'\\\n");
}

TEST_CASE("What is not UTF-8 does not stop the page") {
  CHECK(script_json("a\xff") == "\"a\\ufffd\"");
}
