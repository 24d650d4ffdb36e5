#include "framework/run/record_end.h"

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "framework/store/run_store.h"

namespace cae {
namespace {

constexpr std::string_view word = "record-end";

}  // namespace

std::vector<std::string> record_of_end(const std::string& store, std::int64_t run) {
  return {"cae-lab", std::string(word), std::filesystem::absolute(store).string(), std::to_string(run)};
}

bool is_record_of_end(int argc, char** argv) {
  return argc == 5 && argv[1] == word;
}

int record_end(char** argv) {
  RunStore store = RunStore::open(argv[2], StoreAccess::write).take();
  const std::int64_t id = std::atoll(argv[3]);
  if (store.run(id).take().status == RunStatus::running) {
    std::move(store.finish_run(id, RunStatus::failed, argv[4])).take();
  }
  for (const AnalysisRecord& analysis : store.analyses(id).take()) {
    if (analysis.status != AnalysisStatus::running) continue;
    std::move(store.finish_analysis(
                  id, {.name = analysis.name, .status = AnalysisStatus::failed, .error = argv[4]}))
        .take();
  }
  return 0;
}

}  // namespace cae
