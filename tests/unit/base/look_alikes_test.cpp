#include "framework/base/look_alikes.h"

#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("What looks like a plain character is named, with what to write instead") {
  CHECK(look_alike(0x00A0)->name == "U+00A0 (no-break space)");
  CHECK(look_alike(0x00A0)->instead == "write a plain space");
  CHECK(look_alike(0x00A0)->unseen);
  CHECK(look_alike(0x200B)->instead == "remove it");
  CHECK(look_alike(0x201C)->instead == "write \"");
  CHECK_FALSE(look_alike(0x201C)->unseen);
  CHECK(look_alike(0x2212)->instead == "write -");
  CHECK(look_alike(0xFF1A)->name == "U+FF1A (fullwidth form of :)");
  CHECK(look_alike(0xFF1A)->instead == "write :");
  for (const char32_t plain : {U'a', U' ', U'"', U'-', U'ü', U'日', U'é'}) CHECK_FALSE(look_alike(plain));
}
