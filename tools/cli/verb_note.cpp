// cae-lab note RUN TEXT: writes down what a user has to say of a run.
#include <memory>

#include "tools/cli/run_text.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct NoteCall {
  std::string run;
  std::string text;
  std::string directory = "runs";
};

int note_run(const NoteCall& call) {
  RunStore store = open_existing_store(call.directory);
  std::move(store.note_run(store.find(call.run).take(), call.text)).take();
  return 0;
}

}  // namespace

Verb note_verb() {
  const auto call = std::make_shared<NoteCall>();
  return {.name = "note",
          .help = "Write a note to a run, in place of an earlier one",
          .options =
              {{.names = "RUN",
                .help = "id or name of the run, or 'last'",
                .target = &call->run,
                .required = true},
               {.names = "TEXT", .help = "the note; '' removes it", .target = &call->text, .required = true},
               store_option(call->directory)},
          .run = [call] { return note_run(*call); }};
}

}  // namespace cae::cli
