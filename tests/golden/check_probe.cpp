// check_probe PROGRAM FOLDER: runs `PROGRAM probe` on every case right below FOLDER and compares with what
// PyTorch gave. A case is model.cae, weights.safetensors, input.npy, target.npy, case.json and
// expected.safetensors.
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/golden/golden_files.h"

namespace {

double sum_of_terms(const golden::Tensors& tensors) {
  double sum = 0.0;
  for (const auto& [name, tensor] : tensors) sum += name.starts_with("loss.") ? tensor.values.at(0) : 0.0;
  return sum;
}

std::vector<std::string> check(const std::string& program, const std::filesystem::path& folder,
                               const std::filesystem::path& scratch) {
  const auto settings = nlohmann::json::parse(std::ifstream(folder / "case.json"));
  const std::filesystem::path output = scratch / "out.safetensors";
  std::filesystem::remove(output);
  std::filesystem::path weights = folder / "weights.safetensors";
  if (settings.contains("draw")) {
    weights = scratch / "weights.safetensors";
    const auto& draw = settings.at("draw");
    golden::write_safetensors(weights, golden::draw_weights(draw.at("seed"), draw.at("tensors")));
  }
  const std::filesystem::path model = folder / settings.value("model", "model.cae");
  const std::filesystem::path target = folder / settings.value("target", "target.npy");
  std::vector<std::string> command{
      program,    "probe", model,    "--weights",         weights,  "--input",           folder / "input.npy",
      "--target", target,  "--loss", settings.at("loss"), "--mode", settings.at("mode"), "-o",
      output};
  if (const std::filesystem::path labels = folder / "labels.npy"; std::filesystem::exists(labels))
    command.insert(command.end(), {"--labels", labels});
  const std::string problem = golden::run_program(command, scratch / "log");
  if (!problem.empty()) return {problem};
  const golden::Tensors expected = golden::read_safetensors(folder / "expected.safetensors");
  const golden::Tensors actual = golden::read_safetensors(output);
  const std::set<std::string> without = settings.value("without", std::set<std::string>{});
  std::vector<std::string> failures = golden::compare(expected, actual, settings.at("tolerance"));
  for (const auto& [name, tensor] : actual) {
    const bool known = expected.contains(name) || expected.contains("norm/" + name) ||
                       without.contains(name) || name.starts_with("loss.") || name.starts_with("random.");
    if (!known) failures.push_back(name + " is not expected");
  }
  if (actual.contains("loss")) {
    const double loss = actual.at("loss").values.at(0);
    // The program adds them in another order.
    if (std::abs(sum_of_terms(actual) - loss) > 1e-12 * std::abs(loss))
      failures.push_back("the terms do not add up to the loss");
  }
  return failures;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: check_probe PROGRAM FOLDER\n", stderr);
    return 2;
  }
  try {
    const golden::ScratchFolder scratch;
    int failed = 0;
    const auto folders = golden::case_folders(argv[2], "case.json");
    for (const std::filesystem::path& folder : folders) {
      const std::vector<std::string> failures = check(argv[1], folder, scratch.path());
      failed += failures.empty() ? 0 : 1;
      for (const std::string& failure : failures) {
        std::printf("%s: %s\n", folder.filename().c_str(), failure.c_str());
      }
    }
    std::printf("%zu cases, %d failed\n", folders.size(), failed);
    return failed == 0 && !folders.empty() ? 0 : 1;
  } catch (const std::exception& error) {
    std::printf("%s\n", error.what());
    return 1;
  }
}
