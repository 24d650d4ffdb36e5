#include "framework/draw/letters.h"

#include <algorithm>

#include "tests/support/catch.h"

using namespace cae;

namespace {

constexpr Colour black{0, 0, 0};

Bitmap written(const std::string& text, int pixels = 16) {
  Bitmap bitmap(200, 40);
  Letters(pixels).write(bitmap, 2, 2, text, black);
  return bitmap;
}

int painted(const Bitmap& bitmap) {
  int count = 0;
  for (const std::uint8_t value : bitmap.pixels()) count += value < 128 ? 1 : 0;
  return count / 3;
}

}  // namespace

TEST_CASE("letters have edges between paper and ink, and a width") {
  const Bitmap text = written("Hg");
  CHECK(painted(text) > 30);
  const auto& pixels = text.pixels();
  CHECK(std::any_of(pixels.begin(), pixels.end(), [](std::uint8_t v) { return v > 20 && v < 235; }));
  Letters letters(16);
  CHECK(letters.width("") == 0);
  CHECK(letters.width("mm") > letters.width("ii"));
  CHECK(letters.width("HgHg") <= 2 * letters.width("Hg"));
  CHECK(Letters(32).width("Hg") > letters.width("Hg") * 3 / 2);
  CHECK(letters.height() >= 16);
}

TEST_CASE("the same text has the same pixels, bold letters others") {
  CHECK(written("Größe Ω").pixels() == written("Größe Ω").pixels());
  CHECK(painted(written("Größe Ω")) > painted(written("Gre")));
  Bitmap bold(200, 40);
  Letters(16, true).write(bold, 2, 2, "Hg", black);
  CHECK(bold.pixels() != written("Hg").pixels());
}

TEST_CASE("a letter that no font has, and a byte that is no letter, are one small box each") {
  const Bitmap box = written("\U0010FFFD");
  CHECK(painted(box) > 20);
  CHECK(written("\xFF").pixels() == box.pixels());
  Letters letters(16);
  CHECK(letters.width("\U0010FFFD\xFF") == 2 * letters.width("\xFF"));
  CHECK(letters.width("a\uFE0F") == letters.width("a"));  // a variation selector takes no room
}

TEST_CASE("what is outside of the bitmap is clipped") {
  Bitmap bitmap(10, 10);
  Letters letters(16);
  letters.write(bitmap, -5, -5, "MMMM", black);
  letters.write(bitmap, 500, 500, "MMMM", black);
  CHECK(bitmap.pixels().size() == 300);
}

TEST_CASE("a text is cut to a width between letters") {
  Letters letters(12);
  CHECK(letters.fitted("Bag", 1000) == "Bag");
  const std::string cut = letters.fitted("Größenordnung", letters.width("Größ\u2026"));
  CHECK(cut == "Größ\u2026");
  CHECK(letters.fitted("Bag", 1) == "");
}
