// Names of runs: made of an experiment's and a variant's name, and found by what a user types.
#include <algorithm>
#include <filesystem>

#include "framework/base/utf8.h"
#include "framework/store/store_state.h"
#include "tests/fuzz/fuzzed.h"
#include "tests/unit/store/support.h"

using namespace cae;

namespace {

// Three runs, for as long as the program runs.
const RunStore& filled_store() {
  static const test::TemporaryFolder folder;
  static const RunStore filled = [] {
    RunStore store = test::open_for_writing(folder);
    for (const char* name : {"denoise", "first", "first.2"}) {
      const std::int64_t id = store.begin_run(test::sample_run(name, "narrow")).take().id;
      store.finish_run(id, RunStatus::done).take();
    }
    return store;
  }();
  return filled;
}

void demand_file_name(const std::string& name) {
  const std::filesystem::path path = name;
  fuzz::demand(name.size() <= 255 && path.filename() == path && name != "." && name != "..",
               "a run's name that leaves the store's folder");
  fuzz::demand(visible(name) == name, "a run's name that cannot be printed");
}

void demand_inside(const std::filesystem::path& folder, const std::string& path) {
  const std::filesystem::path whole = (folder / path).lexically_normal();
  fuzz::demand(*whole.begin() == folder, "a file's name that leaves the store's folder");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const std::size_t middle = std::min(text.find('\0'), text.size());
  RunRecord record;
  record.experiment = text.substr(0, middle);
  record.variant = text.substr(std::min(middle + 1, text.size()));
  const std::string name = store::run_name(static_cast<std::int64_t>(size), record);
  demand_file_name(name);
  fuzz::demand(store::is_run_name(name), "a run's name that is refused when it is read");
  if (store::is_run_name(text)) demand_file_name(std::string(text));
  if (store::is_inside_store(std::string(text))) demand_inside("store", std::string(text));

  const Result<std::int64_t> id = filled_store().find(text);
  fuzz::demand_printable(id);
  if (id) fuzz::demand(bool(filled_store().run(*id)), "a run that is found and cannot be read");
  return 0;
}
