// cae-lab tag TAG RUN...: gives runs a name by which they are found again.
#include <memory>

#include "framework/base/catalogue/store.h"
#include "framework/base/name.h"
#include "tools/cli/run_text.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct TagCall {
  std::string tag;
  std::vector<std::string> runs;
  std::string directory = "runs";
  bool remove = false;
};

int tag_runs(const TagCall& call) {
  if (!is_name(call.tag)) return report({catalogue::bad_tag(call.tag)});
  RunStore store = open_existing_store(call.directory);
  const Result<std::vector<std::int64_t>> ids = find_runs(store, call.runs);
  if (!ids) return report(ids.diagnostics());
  for (const std::int64_t id : *ids)
    std::move(call.remove ? store.untag_run(id, call.tag) : store.tag_run(id, call.tag)).take();
  return 0;
}

}  // namespace

Verb tag_verb() {
  const auto call = std::make_shared<TagCall>();
  return {.name = "tag",
          .help = "Give runs a tag, or take it away",
          .options = {{.names = "TAG", .help = "the tag", .target = &call->tag, .required = true},
                      {.names = "RUN",
                       .help = "ids or names of runs, or 'last'",
                       .target = &call->runs,
                       .required = true},
                      {.names = "--remove", .help = "take the tag away", .target = &call->remove},
                      store_option(call->directory)},
          .run = [call] { return tag_runs(*call); }};
}

}  // namespace cae::cli
