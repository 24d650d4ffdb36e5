// Against SciPy: tests/golden/make_augmentations.py made the files.
#include <fstream>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/unit/plugin/augmentation_support.h"

namespace cae {
namespace {

using namespace test;

struct Golden {
  std::string plugin = {};
  Settings settings = {};
  std::uint64_t seed = 0;
  Moment moment = {};
  Images images = {};
  std::vector<double> expected = {};
};

SettingValue value_of(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  std::istringstream stream(text);
  double number = 0.0;
  if (!(stream >> number)) return text;
  if (text.find('.') == std::string::npos) return static_cast<std::int64_t>(number);
  return number;
}

template <class Number>
std::vector<Number> numbers(std::ifstream& file, std::int64_t count) {
  std::vector<Number> values(static_cast<std::size_t>(count));
  for (Number& value : values) file >> value;
  return values;
}

Golden read_golden(const std::filesystem::path& path) {
  std::ifstream file(path);
  Golden golden;
  Images& images = golden.images;
  for (std::string word; file >> word;) {
    if (word == "plugin") {
      file >> golden.plugin;
    } else if (word == "set") {
      std::string name, value;
      file >> name >> value;
      golden.settings.emplace_back(name, value_of(value));
    } else if (word == "seed") {
      file >> golden.seed;
    } else if (word == "epoch") {
      file >> golden.moment.epoch;
    } else if (word == "test") {
      file >> golden.moment.test;
    } else if (word == "shape") {
      file >> images.count >> images.channels >> images.height >> images.width;
    } else if (word == "images") {
      images.values = numbers<float>(file, images.count * images.numbers());
    } else if (word == "expected") {
      golden.expected = numbers<double>(file, images.count * images.numbers());
    }
  }
  return golden;
}

TEST_CASE("every shipped augmentation gives SciPy's numbers, from the same random numbers") {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(CAE_SOURCE_DIR "/tests/golden/augmentations")) {
    INFO(entry.path().string());
    ++files;
    const Golden golden = read_golden(entry.path());
    PluginInstance plugin = augmentation(golden.plugin, golden.settings, golden.seed);
    const std::vector<float> found = augmented(plugin, golden.images, golden.moment);
    REQUIRE(found.size() == golden.expected.size());
    double difference = 0.0;
    for (std::size_t i = 0; i < found.size(); ++i)
      difference = std::max(difference, std::fabs(found[i] - golden.expected[i]));
    CHECK(difference < 1e-6);
  }
  CHECK(files >= 33);
}

}  // namespace
}  // namespace cae
