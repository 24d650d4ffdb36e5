// Experiments damaged at random: whatever comes of it is an experiment or mistakes with their places.
#include <sstream>

#include "framework/base/random.h"
#include "tests/support/sanitized.h"
#include "tests/unit/experiment/support.h"

using namespace cae;
using testing::Folder;

namespace {

const std::string whole = R"(experiment: denoise
model: model.cae               # relative to this file
set: { width: 8 }
data:
  dataset: fashion-mnist
augment:
  - { plugin: gaussian-noise, sigma: 0.2, clip: true, draw: once }
train: &usual
  epochs: 100
  batch: 50
  loss: "bce"
  optimizer: { kind: adam, rate: 1e-3 }
  schedule: { kind: step, every: 3 }
  seed: 7
analyse:
  - { plugin: latent, layer: code, images: 500 }
  - plugin: pca
    components: 2
variants:
  narrow: { set: { width: 5 } }
  'again': { train: *usual }
seeds: [1, 2, 3]
)";

const std::vector<std::string> pieces = {
    ":",   ": ",    "\n",     "  ",       "\n  ",  "\t",       "- ",          "[",       "]",   "{", "}",
    "\"",  "'",     "*usual", "&a",       "!",     "#",        "|",           ">",       "? ",  "%", "@",
    "\\",  ",",     "\r\n",   "---\n",    "...\n", "<<: ",     "~",           "1",       "-",   ".", "e9",
    "nan", "width", "\0",     "\xC3\xA9", "\xFF",  "train:\n", "variants:\n", "seeds: ", "null"};

// One of: a byte changed, a piece put in, a stretch removed, a stretch doubled, two lines swapped.
std::string damaged(std::string text, const RandomStream& random, std::uint64_t& draw) {
  const auto below = [&](std::size_t bound) { return random.bits(draw++) % std::max<std::size_t>(bound, 1); };
  const std::size_t at = below(text.size());
  const std::size_t length = std::min<std::size_t>(1 + below(12), text.size() - at);
  switch (below(5)) {
    case 0:
      text[at] = static_cast<char>(below(256));
      break;
    case 1:
      text.insert(at, pieces[below(pieces.size())]);
      break;
    case 2:
      text.erase(at, length);
      break;
    case 3:
      text.insert(below(text.size()), text.substr(at, length));
      break;
    default:
      text.insert(at, text.substr(below(text.size()), 40));
      break;
  }
  return text;
}

// "" or what is wrong with a diagnostic.
std::string complaint(const Diagnostic& diagnostic, const std::vector<std::string>& lines,
                      const std::string& file) {
  if (diagnostic.code.size() != 4 || diagnostic.message.empty()) return "no code or no message";
  if (diagnostic.place.file != file) return "not in this file but in '" + diagnostic.place.file + "'";
  if (diagnostic.place.line == 0) return "";
  const auto line = static_cast<std::size_t>(diagnostic.place.line);
  if (line > lines.size() + 1) return "beyond the last line";
  const std::size_t end = line > lines.size() ? 0 : lines[line - 1].size();
  if (diagnostic.place.column < 1 || static_cast<std::size_t>(diagnostic.place.column) > end + 1) {
    return "beyond the end of its line";
  }
  return diagnostic.message.find("yaml-cpp") == std::string::npos ? "" : "speaks of a library";
}

}  // namespace

TEST_CASE("thousands of damaged experiments are read or refused with a place") {
  const Folder folder;
  const std::string file = folder.file("test.yaml");
  unsigned refused = 0;
  for (std::uint64_t round = 0; round < rounds(4000); ++round) {
    const RandomStream random(20, "mutation", 0, round);
    std::uint64_t draw = 0;
    std::string text = whole;
    const std::uint64_t times = 1 + random.bits(draw++) % 4;
    for (std::uint64_t i = 0; i < times; ++i) text = damaged(text, random, draw);
    const Result<Experiment> result = parse_experiment(text, file);
    if (result) continue;
    ++refused;
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    REQUIRE_FALSE(result.diagnostics().empty());
    for (const Diagnostic& diagnostic : result.diagnostics()) {
      const std::string wrong = complaint(diagnostic, lines, file);
      if (wrong.empty()) continue;
      FAIL("round " << round << ": " << wrong << "\n" << render(diagnostic) << "\n" << text);
    }
  }
  CHECK(refused > rounds(2000));
}
