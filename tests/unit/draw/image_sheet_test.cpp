#include "framework/draw/image_sheet.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/unit/draw/png_in_memory.h"
#include "tests/unit/draw/temporary_folder.h"

using namespace cae;

namespace {

std::string code_of(const Status& status) {
  return status ? "" : status.diagnostics().at(0).code;
}

// `count` images of height 2 and width 3; the pixels of a plane rise from 0 to 1.
ImageBatch images(std::int64_t count, std::int64_t channels) {
  ImageBatch batch{count, channels, 2, 3, {}};
  for (std::int64_t i = 0; i < count * channels * 6; ++i)
    batch.pixels.push_back(static_cast<float>(i % 6) / 5);
  return batch;
}

using Rgb = std::vector<int>;

}  // namespace

TEST_CASE("a sheet holds every row and image, scaled, with gaps") {
  const TemporaryFolder folder;
  REQUIRE(draw_image_sheet({{"", images(4, 1)}, {"", images(2, 1)}}, folder.file("a.png"),
                           {.scale = 5, .gap = 2}));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK(picture.width == 2 + 4 * (15 + 2));
  CHECK(picture.height == 2 + 2 * (10 + 2));
  CHECK(picture.at(0, 0) == Rgb{255, 255, 255});
  CHECK(picture.at(2, 2) == Rgb{0, 0, 0});
  CHECK(picture.at(6, 6) == Rgb{0, 0, 0});          // still the first pixel
  CHECK(picture.at(7, 2) == Rgb{51, 51, 51});       // the second
  CHECK(picture.at(16, 11) == Rgb{255, 255, 255});  // the last
  CHECK(picture.at(12, 7) == Rgb{255, 255, 255});
  CHECK(picture.at(7, 7) == Rgb{204, 204, 204});
  CHECK(picture.at(2 + 17, 2) == Rgb{0, 0, 0});             // the second image
  CHECK(picture.at(2 + 3 * 17, 14) == Rgb{255, 255, 255});  // the second row has but two
}

TEST_CASE("on dark paper a sheet is dark between its images, and its letters are light") {
  const TemporaryFolder folder;
  const SheetLayout layout{.scale = 1, .gap = 2, .title = "Title", .dark = true};
  REQUIRE(draw_image_sheet({{"", images(1, 1)}}, folder.file("a.png"), layout));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK(picture.at(0, 0) == Rgb{0x1b, 0x1e, 0x22});
  CHECK(picture.at(picture.width - 1, picture.height - 1) == Rgb{0x1b, 0x1e, 0x22});
  int lightest = 0;
  for (int x = 0; x < picture.width; ++x) {
    for (int y = 0; y < 26; ++y) lightest = std::max(lightest, picture.at(x, y)[0]);
  }
  CHECK(lightest > 200);
}

TEST_CASE("three channels are colours, others are grey and beside each other") {
  const TemporaryFolder folder;
  ImageBatch colour{1, 3, 1, 2, {1.0F, 0.0F, 0.4F, 0.0F, 0.2F, 0.0F}};
  ImageBatch pair{1, 2, 1, 2, {0.4F, 0.2F, 0.8F, 1.0F}};
  REQUIRE(draw_image_sheet({{"", colour}, {"", pair}}, folder.file("a.png"), {.scale = 1, .gap = 1}));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK(picture.at(1, 1) == Rgb{255, 102, 51});
  CHECK(picture.at(1, 3) == Rgb{102, 102, 102});
  CHECK(picture.at(2, 3) == Rgb{51, 51, 51});
  CHECK(picture.at(3, 3) == Rgb{204, 204, 204});
  CHECK(picture.at(4, 3) == Rgb{255, 255, 255});
}

TEST_CASE("the numbers of a row are read line by line, and places that are left are black") {
  CHECK(shown_size({.channels = 20}) == ImageSize{1, 4, 5});
  CHECK(shown_size({.channels = 784}) == ImageSize{1, 28, 28});
  CHECK(shown_size({.channels = 3}) == ImageSize{1, 2, 2});
  CHECK(shown_size({.channels = 1}) == ImageSize{1, 1, 1});
  CHECK(shown_size({.channels = 3, .height = 4, .width = 5}) == ImageSize{3, 4, 5});
  CHECK(shown_size({.channels = 5, .height = 4, .width = 5}) == ImageSize{1, 8, 15});
  const std::vector<float> row = {1, 2, 3, 4, 5};
  CHECK(shown_image(row, {.channels = 5}) == std::vector<float>{1, 2, 3, 4, 5, 0});
  const std::vector<float> channels = {1, 2, 3, 4, 5, 6, 7, 8};
  CHECK(shown_image(channels, {.channels = 2, .height = 2, .width = 2}) ==
        std::vector<float>{1, 2, 5, 6, 3, 4, 7, 8});
}

TEST_CASE("values outside of [0,1] are clamped and NaN is black") {
  const TemporaryFolder folder;
  ImageBatch batch{1, 1, 1, 4, {-3.0F, 7.0F, NAN, INFINITY}};
  REQUIRE(draw_image_sheet({{"", batch}}, folder.file("a.png"), {.scale = 1, .gap = 0}));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK(picture.at(0, 0) == Rgb{0, 0, 0});
  CHECK(picture.at(1, 0) == Rgb{255, 255, 255});
  CHECK(picture.at(2, 0) == Rgb{0, 0, 0});
  CHECK(picture.at(3, 0) == Rgb{255, 255, 255});
}

TEST_CASE("a label is above its row and widens the sheet if necessary") {
  const TemporaryFolder folder;
  REQUIRE(draw_image_sheet({{"reconstruction", images(1, 1)}}, folder.file("a.png"), {.scale = 1, .gap = 2}));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  CHECK(picture.width > 80);
  CHECK(picture.height == 2 + 24 + 2 + 2);
  CHECK(shows_colour(picture, 73, 80, 87, 30));
  // Bytes outside of ASCII are letters too.
  CHECK(draw_image_sheet({{"\xc3\xa9 \xff\x01\n", images(1, 1)}}, folder.file("b.png")));
}

TEST_CASE("a title, notes and captions take room of their own, and captions widen the columns") {
  const SheetLayout layout{.scale = 1, .gap = 2, .column = 60, .title = "Title", .notes = {"one", "two"}};
  const std::vector<SheetRow> rows = {
      {.label = "row", .count = 2, .channels = 1, .height = 2, .width = 3, .captions = true}};
  const SheetFit fit = fit_sheet(rows, layout, 1'000'000);
  CHECK(fit.width == 2 + 2 * (60 + 2));
  CHECK(fit.height == 2 + 26 + 2 * 17 + 4 + 24 + 2 + 17 + 2);
  ImageSheet sheet(rows, layout, fit);
  const std::vector<float> black(6, 0.0F);
  sheet.draw(0, 1, black);
  sheet.caption(0, 1, "Ankle boot, and more than fits below it");
  const TemporaryFolder folder;
  REQUIRE(sheet.write(folder.file("a.png")));
  const DecodedPng picture = decoded_png(folder.file("a.png"));
  const int top = 2 + 26 + 2 * 17 + 4 + 24;
  CHECK(picture.at(2 + 62 + 28, top) == Rgb{0, 0, 0});  // in the middle of its column
  CHECK(picture.at(2 + 28, top) == Rgb{255, 255, 255});
  const auto dark_pixels = [&](int left, int right) {
    int dark = 0;
    for (int y = top + 2; y < picture.height; ++y) {
      for (int x = left; x < right; ++x) dark += picture.at(x, y)[0] < 150 ? 1 : 0;
    }
    return dark;
  };
  CHECK(dark_pixels(64, 124) > 50);
  CHECK(dark_pixels(0, 62) == 0);
}

TEST_CASE("a sheet as SVG holds its images as PNG and its texts as texts") {
  const TemporaryFolder folder;
  REQUIRE(draw_image_sheet({{"a < b", images(1, 1)}}, folder.file("a.svg"), {.title = "T & U"}));
  const std::string svg = read_file(folder.file("a.svg")).take();
  CHECK(svg.find(">a &lt; b<") != std::string::npos);
  CHECK(svg.find(">T &amp; U<") != std::string::npos);
  CHECK(svg.find("data:image/png;base64,iVBOR") != std::string::npos);
  const std::string command = "test \"$(xmllint --nonet --xpath \"count(//*[local-name()='text'])\" '" +
                              folder.file("a.svg") + "')\" = 2";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("only the first so many images are shown if that is asked for") {
  const TemporaryFolder folder;
  REQUIRE(draw_image_sheet({{"", images(10, 1)}}, folder.file("a.png"), {.scale = 1, .gap = 1, .most = 3}));
  CHECK(decoded_png(folder.file("a.png")).width == 1 + 3 * 4);
}

TEST_CASE("a sheet that cannot be is a diagnostic, and nothing is left behind") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.png");
  CHECK(code_of(draw_image_sheet({{"", images(1, 1)}}, folder.file("a.jpg"))) == "E950");
  CHECK(code_of(draw_image_sheet({{"", images(1, 1)}}, folder.file("none/a.png"))) == "E905");
  CHECK(code_of(draw_image_sheet({}, path)) == "E958");
  CHECK(code_of(draw_image_sheet({{"", ImageBatch{}}}, path)) == "E958");
  ImageBatch lying = images(2, 1);
  lying.count = std::int64_t{1} << 62;
  CHECK(code_of(draw_image_sheet({{"", lying}}, path)) == "E958");
  lying.count = 1;
  CHECK(code_of(draw_image_sheet({{"", lying}}, path)) == "E958");
  CHECK(code_of(draw_image_sheet({{"", images(10'000, 1)}}, path, {.scale = 1000})) == "E957");
  CHECK(folder.entries() == 0);
}

TEST_CASE("a sheet fits by smaller scales first, and then by shrinking its images") {
  const std::vector<SheetRow> rows = {{.count = 10, .channels = 1, .height = 740, .width = 740}};
  const SheetFit whole = fit_sheet({{.count = 10, .channels = 1, .height = 28, .width = 28}}, {}, 16'000'000);
  CHECK(whole.scale == 3);
  CHECK(whole.shrink == 1);
  CHECK(fit_sheet({{.count = 10, .channels = 20, .height = 1, .width = 1}}, {}, 16'000'000).scale == 16);
  const SheetFit smaller = fit_sheet(rows, {}, 40'000'000);
  CHECK(smaller.scale == 2);
  CHECK(smaller.shrink == 1);
  const SheetFit shrunk = fit_sheet(rows, {}, 1'500'000);
  CHECK(shrunk.scale == 1);
  CHECK(shrunk.shrink == 2);
  CHECK(shrunk.width * shrunk.height <= 1'500'000);
  const SheetFit huge =
      fit_sheet({{.count = 10, .channels = 1, .height = 60'000, .width = 60'000}}, {}, 16'000'000);
  CHECK(huge.width * huge.height <= 16'000'000);
}
