// Settings that are declared beside their fields: words of an enum, and keys of a part reached through the
// whole.
#include "framework/base/setting_key.h"

#include <array>

#include "tests/support/catch.h"

namespace {

using namespace cae;

enum class Colour { red, green };

constexpr std::array<Word<Colour>, 2> words_of(Colour) {
  return {{{Colour::red, "red"}, {Colour::green, "green"}}};
}

struct Part {
  Colour colour = Colour::red;
  std::int64_t count = 3;
};
struct Whole {
  Part part = {};
};

Section part_keys() {
  return {"part",
          {{.name = "colour", .type = KeyType::choice, .field = &Part::colour, .words = all_words<Colour>()},
           {.name = "count", .type = KeyType::integer, .field = &Part::count}}};
}

}  // namespace

TEST_CASE("an enum's words are listed once and read both ways") {
  CHECK(all_words<Colour>() == std::vector<std::string>{"red", "green"});
  CHECK(word_of(Colour::green) == "green");
  CHECK(from_word<Colour>("green") == Colour::green);
  CHECK_FALSE(from_word<Colour>("blue"));
}

TEST_CASE("the keys of a part set its fields in the whole") {
  Whole whole;
  const auto keys = within(&Whole::part, part_keys());
  REQUIRE(keys->names() == std::vector<std::string>{"colour", "count"});
  const WordField colour = std::get<WordField>(keys->find("colour")->field(whole));
  CHECK(colour.word() == "red");
  CHECK(colour.set("green"));
  CHECK_FALSE(colour.set("blue"));
  CHECK(whole.part.colour == Colour::green);
  *std::get<std::int64_t*>(keys->find("count")->field(whole)) = 7;
  CHECK(whole.part.count == 7);
  CHECK(keys->find("size") == nullptr);
}
