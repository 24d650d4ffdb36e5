// A store's folder that goes away, and records to put into it.
#pragma once

#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "framework/store/run_store.h"

namespace cae::test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "cae-store-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string path(const std::string& name = "") const { return (path_ / name).string(); }
  std::string database() const { return path("cae-lab.db"); }

 private:
  std::filesystem::path path_;
};

inline RunRecord sample_run(const std::string& experiment = "denoise", const std::string& variant = "",
                            std::uint64_t seed = 1) {
  return {.experiment = experiment,
          .variant = variant,
          .seed = seed,
          .experiment_file = "experiments/" + experiment + ".yaml",
          .experiment_text = "experiment: " + experiment + "\n",
          .model_file = "models/fashion.cae",
          .model_text = "model fashion {\n  # a \"quoted\" remark: caf\xC3\xA9\n}\n",
          .configuration = R"({"train":{"batch":100}})",
          .command = "cae-lab run experiments/" + experiment + ".yaml",
          .cae_lab_version = "0.1.0",
          .onednn_version = "2.6.3",
          .cpu = "Sample CPU",
          .isa = "avx2",
          .threads = 2,
          .ranks = 3,
          .git_revision = {},
          .parameters = 306699,
          .trainable_parameters = 303623,
          .epochs_planned = 100,
          .plugins = {{"gaussian-noise", "1.0", "plugins/gaussian-noise.so", std::string(64, 'a')}}};
}

inline EpochRecord sample_epoch(std::int64_t epoch, double train_loss, double test_loss) {
  return {.epoch = epoch,
          .train_loss = train_loss,
          .test_loss = test_loss,
          .seconds = 100.0,
          .learning_rate = 0.001,
          .images_per_second = 600.0};
}

inline RunStore open_for_writing(const TemporaryFolder& folder) {
  return RunStore::open(folder.path(), StoreAccess::write).take();
}

// Statements by a plain SQLite connection, as another program would run them.
inline void raw(const std::string& database, const std::string& sql) {
  sqlite3* handle = nullptr;
  sqlite3_open(database.c_str(), &handle);
  char* message = nullptr;
  const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
  const std::string reason = message != nullptr ? message : "";
  sqlite3_free(message);
  sqlite3_close(handle);
  if (code != SQLITE_OK) throw std::runtime_error("raw SQL failed: " + reason);
}

// The answer's only value, as text.
inline std::string one_value(const RunStore& store, const std::string& sql) {
  const Rows answer = store.query(sql).take();
  const Cell& cell = answer.rows.at(0).at(0);
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&cell)) return std::to_string(*real);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return "NULL";
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.diagnostics().at(0).code;
}

}  // namespace cae::test
