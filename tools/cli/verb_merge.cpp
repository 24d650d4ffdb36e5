// cae-lab merge STORE... -o STORE: the runs of several stores in one.
#include <memory>

#include "framework/store/merge_stores.h"
#include "tools/cli/json_text.h"
#include "tools/cli/merge_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct MergeCall {
  std::vector<std::string> sources;
  std::string target;
  Journal journal = Journal::usual;
  bool json = false;
};

Json runs_json(const std::vector<TakenRun>& runs) {
  Json list = Json::array();
  for (const TakenRun& run : runs) list.push_back({{"from", run.from}, {"name", run.name}});
  return list;
}

Json store_json(const TakenStore& store) {
  Json clashes = Json::array();
  for (const Diagnostic& clash : store.clashes) clashes.push_back(clash.message);
  return {
      {"store", store.directory}, {"taken", runs_json(store.taken)}, {"replaced", runs_json(store.replaced)},
      {"known", store.known},     {"training", store.training},      {"clashes", clashes}};
}

int merge(const MergeCall& call) {
  Diagnostics clashes;
  const Status merged = merge_stores(call.sources, call.target, call.journal, [&](const TakenStore& store) {
    if (call.json) {
      print_json_line(store_json(store));
    } else {
      print(merged_text(store));
      flush_output();
    }
    clashes.insert(clashes.end(), store.clashes.begin(), store.clashes.end());
  });
  if (!merged) clashes.insert(clashes.end(), merged.diagnostics().begin(), merged.diagnostics().end());
  return clashes.empty() ? 0 : report(clashes);
}

}  // namespace

Verb merge_verb() {
  const auto call = std::make_shared<MergeCall>();
  return {.name = "merge",
          .help = "Take the runs of several stores into one",
          .options = {{.names = "STORE",
                       .help = "folders of run histories; they are only read",
                       .target = &call->sources,
                       .path = PathTo::folder,
                       .required = true},
                      {.names = "-o,--output",
                       .help = "the store to take them into, made if it is not there; what it has stays",
                       .target = &call->target,
                       .value = "STORE",
                       .path = PathTo::folder,
                       .required = true},
                      journal_option(call->journal),
                      json_option(call->json)},
          .run = [call] { return merge(*call); },
          .footer =
              "A run that is there already is taken once; one that went on since then replaces its earlier "
              "state.\n"
              "Runs get the next free numbers of the new store, in the order of the stores. A call that was\n"
              "interrupted is repeated."};
}

}  // namespace cae::cli
