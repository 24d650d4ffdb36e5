#include <algorithm>
#include <thread>

#include "framework/base/random.h"
#include "framework/data/png_file.h"
#include "framework/data/png_files.h"
#include "framework/data/png_folder.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"
#include "tests/unit/data/png_text.h"

using namespace cae;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes pixels_of(const std::string& name, std::int64_t channels) {
  Bytes pixels(static_cast<std::size_t>(6 * channels));
  const Status status = read_png(golden(name), {2, 3, channels}, pixels.data());
  INFO(name << message_of(status));
  REQUIRE(status);
  return pixels;
}

std::string code_for(const std::string& path, const ImageShape& shape) {
  Bytes pixels(static_cast<std::size_t>(shape.elements()));
  return code_of(read_png(path, shape, pixels.data()));
}

}  // namespace

TEST_CASE("PNG files of every colour type and depth give their 8-bit values") {
  CHECK(pixels_of("gray8.png", 1) == Bytes{0, 51, 102, 153, 204, 255});
  CHECK(pixels_of("gray16.png", 1) == Bytes{0, 52, 102, 154, 204, 255});
  CHECK(pixels_of("gray1.png", 1) == Bytes{255, 0, 255, 0, 255, 0});
  CHECK(pixels_of("palette_gray8.png", 1) == Bytes{9, 200, 200, 200, 9, 9});
  CHECK(pixels_of("gray_alpha8.png", 1) == Bytes{0, 51, 102, 153, 204, 255});
  CHECK(pixels_of("gray8.png", 3) ==
        Bytes{0, 0, 0, 51, 51, 51, 102, 102, 102, 153, 153, 153, 204, 204, 204, 255, 255, 255});
  CHECK(pixels_of("palette8.png", 3) ==
        Bytes{255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0});
  const Bytes rgb = pixels_of("rgb8.png", 3);
  const Bytes rgba = pixels_of("rgba8.png", 4);
  const Bytes flat = pixels_of("rgba8.png", 3);
  for (std::size_t i = 0; i < 18; ++i) {
    CHECK(rgb[i] == i * 10);
    CHECK(rgba[i / 3 * 4 + i % 3] == i * 10);
    CHECK(rgba[i / 3 * 4 + 3] == 128);
    CHECK(flat[i] == (i * 10 * 128 + 127) / 255);
  }
}

TEST_CASE("A PNG that does not fit the model's input says what it is") {
  CHECK(message_of(read_png(golden("gray8.png"), {28, 28, 1}, Bytes(784).data()))
            .find("gray8.png: error[E408]: the images are 2x3x1, but the model's input is 28x28x1") !=
        std::string::npos);
  CHECK(message_of(read_png(golden("rgb8.png"), {2, 3, 1}, Bytes(6).data()))
            .find("error[E408]: the images are 2x3x3, but the model's input is 2x3x1") != std::string::npos);
}

TEST_CASE("Damaged PNG files are named") {
  const TemporaryFolder folder;
  const std::string whole = read_file(golden("rgb8.png")).take();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const std::string code = code_for(folder.write("x.png", whole.substr(0, length)), {2, 3, 3});
    CHECK((code == "E404" || code == "E451"));
  }
  CHECK(code_for(folder.write("x.png", "GIF89a"), {2, 3, 3}) == "E451");
  const RandomStream random(3, "png");
  for (std::uint64_t i = 0; i < 400; ++i) {
    std::string changed = whole;
    changed[random.bits(2 * i) % whole.size()] = static_cast<char>(random.bits(2 * i + 1));
    (void)code_for(folder.write("x.png", changed), {2, 3, 3});
  }
  // A bomb: a header that asks for nearly 2^31 by 2^31 pixels.
  const PngText bomb{.height = 0x7FFFFFFF, .width = 0x7FFFFFFF};
  CHECK(code_for(folder.write("x.png", bomb.text()), {2, 3, 3}) == "E408");
}

TEST_CASE("A folder of PNG folders is a dataset with labels in the order of the names") {
  const TemporaryFolder folder;
  const std::string gray = read_file(golden("gray8.png")).take();
  const std::string bits = read_file(golden("gray1.png")).take();
  folder.write("b/2.png", gray);
  folder.write("b/10.PNG", bits);
  folder.write("a/1.png", bits);
  folder.write("a/notes.txt", "not an image");
  folder.write("a/.hidden.png", "not an image");
  folder.write("B/1.png", gray);
  folder.write(".cache/1.png", "not an image");
  const Result<Dataset> dataset = read_png_folder(folder / "", {2, 3, 1}, 0);
  INFO(message_of(dataset));
  REQUIRE(dataset);
  CHECK(dataset->count == 4);
  CHECK(dataset->class_names == std::vector<std::string>{"B", "a", "b"});
  CHECK(dataset->labels == std::vector<std::int64_t>{0, 1, 2, 2});
  const std::vector<std::uint32_t> all = identity_order(4);
  CHECK(dataset->source->read(all).take().bytes == Bytes{0,   51, 102, 153, 204, 255, 255, 0,
                                                         255, 0,  255, 0,   255, 0,   255, 0,
                                                         255, 0,  0,   51,  102, 153, 204, 255});
  CHECK(read_png_folder(folder / "", {2, 3, 1}, 2).take().labels == std::vector<std::int64_t>{0, 1});
}

TEST_CASE("A folder of PNG files is a dataset without labels") {
  const TemporaryFolder folder;
  folder.write("x.png", read_file(golden("gray8.png")).take());
  const Dataset dataset = read_png_folder(folder / "", {2, 3, 1}, 0).take();
  CHECK(dataset.count == 1);
  CHECK(dataset.labels.empty());
  CHECK(dataset.class_names.empty());
}

TEST_CASE(
    "Deeper images belong to the class of the first folder, and hidden and left-behind folders are not "
    "classes") {
  const TemporaryFolder folder;
  const std::string png = read_file(golden("gray8.png")).take();
  for (const char* name :
       {"a/x.png", "a/more/y.png", "a/more/deeper/b.png", "a/.ipynb_checkpoints/x-checkpoint.png",
        "a/._x.png", "a/@eaDir/x.png/thumb.png", "b/only/deep/z.png", "b-c/1.png", "__MACOSX/a/x.png",
        "@eaDir/1.png", "lost+found/1.png", ".hidden/1.png"}) {
    folder.write(name, png);
  }
  for (const char* name : {"empty/notes.txt", "a/Thumbs.db", ".DS_Store", "deep/and/empty/._1.png"}) {
    folder.write(name, "not an image");
  }
  const PngFiles found = find_png_files(folder / "").take();
  CHECK(found.class_names == std::vector<std::string>{"a", "b", "b-c"});
  std::vector<std::string> names;
  std::vector<std::int64_t> labels;
  for (const PngFile& image : found.images) {
    names.push_back(image.name);
    labels.push_back(image.label);
  }
  CHECK(names == std::vector<std::string>{"a/more/deeper/b.png", "a/more/y.png", "a/x.png",
                                          "b/only/deep/z.png", "b-c/1.png"});
  CHECK(labels == std::vector<std::int64_t>{0, 0, 0, 1, 2});
  const Dataset dataset = read_png_folder(folder / "", {2, 3, 1}, 0).take();
  CHECK(dataset.count == 5);
  CHECK(dataset.labels == labels);
  CHECK(dataset.class_names == found.class_names);
}

TEST_CASE("Images of other formats beside PNG files are counted, and the first is named") {
  const TemporaryFolder folder;
  folder.write("a/x.png", read_file(golden("gray8.png")).take());
  CHECK(read_png_folder(folder / "", {2, 3, 1}, 0).take().other_images.count == 0);
  for (const char* name : {"b/2.jpeg", "b/1.JPG", "a/deeper/z.tiff", "0.webp"}) folder.write(name, "other");
  for (const char* name : {"a/.hidden.jpg", "a/labels.csv", "Thumbs.db", "@eaDir/x.jpg", "a/jpg"}) {
    folder.write(name, "not meant");
  }
  const Dataset dataset = read_png_folder(folder / "", {2, 3, 1}, 1).take();
  CHECK(dataset.count == 1);
  CHECK(dataset.class_names == std::vector<std::string>{"a"});
  CHECK(dataset.other_images.count == 4);
  CHECK(dataset.other_images.first == folder / "0.webp");
}

TEST_CASE("PNG files are decoded beside their use, each once, in whatever order they are wanted") {
  const TemporaryFolder folder;
  const std::string png = read_file(golden("gray8.png")).take();
  for (int i = 0; i < 50; ++i) folder.write(std::to_string(100 + i) + ".png", png);
  const Dataset dataset = read_png_folder(folder / "", {2, 3, 1}, 0).take();
  std::vector<std::uint32_t> backwards = identity_order(50);
  std::reverse(backwards.begin(), backwards.end());
  Bytes first, second;
  {
    const std::jthread beside([&] { first = dataset.source->read(backwards).take().bytes; });
    second = dataset.source->read(identity_order(50)).take().bytes;
  }
  CHECK(first == second);
  CHECK(first.size() == 300);
  CHECK(Bytes(first.end() - 6, first.end()) == Bytes{0, 51, 102, 153, 204, 255});
}

TEST_CASE("A damaged PNG file is named, the first at once and others when images are wanted") {
  const TemporaryFolder folder;
  const std::string png = read_file(golden("gray8.png")).take();
  for (const char* name : {"1.png", "2.png", "4.png"}) folder.write(name, png);
  folder.write("3.png", png.substr(0, 40));
  const Dataset dataset = read_png_folder(folder / "", {2, 3, 1}, 0).take();
  const std::vector<std::uint32_t> damaged = {2};
  CHECK(message_of(dataset.source->read(damaged)).find("3.png") != std::string::npos);
  CHECK(code_of(dataset.source->read(identity_order(4))) == "E404");
  CHECK(read_png_folder(folder / "", {2, 3, 1}, 2));
  folder.write("1.png", png.substr(0, 40));
  CHECK(code_of(read_png_folder(folder / "", {2, 3, 1}, 0)) == "E404");
}

TEST_CASE("Links between folders are followed, and loops of them end") {
  const TemporaryFolder folder;
  const std::string png = read_file(golden("gray8.png")).take();
  folder.write("set/a/x.png", png);
  folder.write("set/b/y.png", png);
  folder.write("elsewhere/z.png", png);
  using std::filesystem::create_directory_symlink;
  create_directory_symlink("../../elsewhere", folder / "set/a/linked");
  create_directory_symlink("../linked", folder / "set/a/linked/again");
  create_directory_symlink("..", folder / "set/b/up");
  create_directory_symlink(".", folder / "set/itself");
  create_directory_symlink("nowhere", folder / "set/dangling");
  const PngFiles found = find_png_files(folder / "set").take();
  CHECK(found.class_names == std::vector<std::string>{"a", "b"});
  REQUIRE(found.images.size() == 3);
  CHECK(found.images[0].name == "a/linked/z.png");
  CHECK(found.images[1].name == "a/x.png");
  CHECK(found.images[2].name == "b/y.png");

  // Many folders that all link to each other.
  for (int from = 0; from < 12; ++from) {
    folder.write("web/c/" + std::to_string(from) + "/1.png", png);
    for (int to = 0; to < 12; ++to) {
      create_directory_symlink("../" + std::to_string(to),
                               folder / ("web/c/" + std::to_string(from) + "/to" + std::to_string(to)));
    }
  }
  CHECK(find_png_files(folder / "web").take().images.size() == 12);
}

TEST_CASE("Folders that are no dataset are refused") {
  const TemporaryFolder folder;
  CHECK(code_of(read_png_folder(folder / "none", {2, 3, 1}, 0)) == "E904");
  folder.write("a/notes.txt", "");
  const std::string none = message_of(read_png_folder(folder / "", {2, 3, 1}, 0));
  CHECK(none.find("error[E452]: there are no PNG files in this folder") != std::string::npos);
  CHECK(none.find("1 file is not PNG: convert '" + (folder / "a/notes.txt") + "'") != std::string::npos);
  CHECK(code_of(read_png_folder(folder / "", {2, 3, 2}, 0)) == "E454");
  folder.write("a/1.png", read_file(golden("gray8.png")).take());
  folder.write("2.png", read_file(golden("gray8.png")).take());
  CHECK(code_of(read_png_folder(folder / "", {2, 3, 1}, 0)) == "E453");
}
