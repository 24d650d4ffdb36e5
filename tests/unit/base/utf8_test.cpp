#include "framework/base/utf8.h"

#include "framework/base/visible_text.h"
#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("Well-formed UTF-8 has a length and a code point, anything else has none") {
  CHECK(utf8_length("a", 0) == 1);
  CHECK(utf8_length("ü", 0) == 2);
  CHECK(utf8_length("日", 0) == 3);
  CHECK(utf8_length("😀", 0) == 4);
  CHECK(utf8_code("a") == U'a');
  CHECK(utf8_code("ü") == U'ü');
  CHECK(utf8_code("日") == U'日');
  CHECK(utf8_code("😀") == U'😀');
  CHECK(utf8_length("\x80", 0) == 0);              // continues nothing
  CHECK(utf8_length("\xC0\xAF", 0) == 0);          // overlong '/'
  CHECK(utf8_length("\xE0\x80\xAF", 0) == 0);      // the same in three bytes
  CHECK(utf8_length("\xF0\x80\x80\xAF", 0) == 0);  // and in four
  CHECK(utf8_length("\xED\xA0\x80", 0) == 0);      // a surrogate
  CHECK(utf8_length("\xF4\x90\x80\x80", 0) == 0);  // U+110000
  CHECK(utf8_length("\xF4\x8F\xBF\xBF", 0) == 4);  // U+10FFFF
  CHECK(utf8_length("\xE6\x97", 0) == 0);          // cut off
  CHECK(utf8_length("\xE6\x97z", 0) == 0);
}

TEST_CASE("Text is shown as it is") {
  const std::string text = "Bilder/müll.npy Ärger Ελλάδα Москва שלום 日本 😀 a\\b \"c\" \u00A0";
  CHECK(visible(text) == text);
}

TEST_CASE("What would move the cursor, hide itself or turn the line round is escaped") {
  CHECK(visible("a\nb\r\tc") == "a\\nb\\r\\tc");
  CHECK(visible(std::string_view("\0\x1b[31m\x7f", 7)) == "\\x00\\x1b[31m\\x7f");
  CHECK(visible("\u0085\u009b1m") == "\\u0085\\u009b1m");
  CHECK(visible("a\u202Eb\u2066c\u200Fd\u061C") == "a\\u202eb\\u2066c\\u200fd\\u061c");
  CHECK(visible("\uFEFFa\u200Bb\u2028\u2029") == "\\ufeffa\\u200bb\\u2028\\u2029");
  CHECK(visible("\U000E0041") == "\\U000e0041");
  CHECK(visible("\xFFz\xED\xA0\x80") == "\\xffz\\xed\\xa0\\x80");
}

TEST_CASE("What is visible stays as it is when it is made visible again") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  CHECK(visible(visible(all)) == visible(all));
}

TEST_CASE("A text of several lines keeps them, JSON its meaning") {
  CHECK(visible_lines("a\r\n\tb\n\rc\x1b\n") == "a\r\n\tb\n\\rc\\x1b\n");
  CHECK(visible_lines("no end") == "no end");
  CHECK(visible_lines("\n").size() == 1);
  CHECK(visible_json("{\"a\":\n \"\x7fü\u202e\U000E0041\"}") ==
        "{\"a\":\n \"\\u007fü\\u202e\\udb40\\udc41\"}");
}

TEST_CASE("A long text is cut between two characters") {
  CHECK(visible("äöü", 3) == "äöü");
  CHECK(visible("äöüß", 3) == "äöü...");
  CHECK(visible("\n\n\n", 2) == "\\n\\n...");
  CHECK(visible("", 0).empty());
}

TEST_CASE("A text takes as many columns as its letters are wide") {
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("äöü") == 3);
  CHECK(columns_of("日本") == 4);
  CHECK(columns_of("e\u0301") == 1);
  CHECK(columns_of("\xFF") == 1);
}
