// check_training PROGRAM CASE: runs `PROGRAM run CASE/experiment.yaml` from start weights that case.json
// draws, and compares the losses of every epoch and the weights of the last checkpoint with what PyTorch
// gave.
#include <sqlite3.h>

#include <cstdio>
#include <exception>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/golden/golden_files.h"

namespace {

// The two columns of the view that the store promises.
void read_losses(const std::filesystem::path& database, golden::Tensors& actual) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(database.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> connection(opened, &sqlite3_close);
  sqlite3_stmt* prepared = nullptr;
  const char* query = "SELECT train_loss, test_loss FROM epoch_losses ORDER BY epoch";
  if (status != SQLITE_OK || sqlite3_prepare_v2(opened, query, -1, &prepared, nullptr) != SQLITE_OK) {
    throw std::runtime_error("cannot read " + database.string() + ": " + sqlite3_errmsg(opened));
  }
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, &sqlite3_finalize);
  while (sqlite3_step(prepared) == SQLITE_ROW) {
    actual["train_loss"].values.push_back(sqlite3_column_double(prepared, 0));
    actual["test_loss"].values.push_back(sqlite3_column_double(prepared, 1));
  }
  for (const char* name : {"train_loss", "test_loss"}) {
    actual[name].shape = {static_cast<std::int64_t>(actual[name].values.size())};
  }
}

std::filesystem::path last_checkpoint(const std::filesystem::path& store) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(store)) {
    const std::string name = entry.path().filename();
    if (name.find("last") != std::string::npos && name.ends_with(".safetensors")) return entry.path();
  }
  throw std::runtime_error("the run left no last checkpoint");
}

std::vector<std::string> check(const std::string& program, const std::filesystem::path& folder) {
  const golden::ScratchFolder scratch;
  const auto settings = nlohmann::json::parse(std::ifstream(folder / "case.json"));
  const auto& draw = settings.at("draw");
  const std::filesystem::path weights = scratch.path() / "start.safetensors";
  const std::filesystem::path store = scratch.path() / "store";
  golden::write_safetensors(weights, golden::draw_weights(draw.at("seed"), draw.at("tensors")));
  const std::string problem = golden::run_program({program, "run", folder / "experiment.yaml", "--set",
                                                   "train.init=" + weights.string(), "--store", store},
                                                  scratch.path() / "log");
  if (!problem.empty()) return {problem};
  golden::Tensors actual = golden::read_safetensors(last_checkpoint(store));
  read_losses(store / "cae-lab.db", actual);
  const golden::Tensors expected = golden::read_safetensors(folder / "expected.safetensors");
  return golden::compare(expected, actual, settings.at("tolerance"));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: check_training PROGRAM CASE\n", stderr);
    return 2;
  }
  try {
    const std::vector<std::string> failures = check(argv[1], argv[2]);
    for (const std::string& failure : failures) std::printf("%s\n", failure.c_str());
    return failures.empty() ? 0 : 1;
  } catch (const std::exception& error) {
    std::printf("%s\n", error.what());
    return 1;
  }
}
