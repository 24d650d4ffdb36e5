// cae-lab: the command line. Whatever goes wrong below ends here as a diagnostic and an exit status.
#include <algorithm>

#include "framework/base/catalogue/call.h"
#include "framework/base/crash_handler.h"
#include "framework/base/current_failure.h"
#include "framework/plugin/program_end.h"
#include "tools/cli/record_end.h"
#include "tools/cli/verb.h"

namespace cae::cli {

void add_verbs(CLI::App& app, int& status);

namespace {

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(verb->get_name());
  }
  return names;
}

int run(int argc, char** argv) {
  CLI::App app{"cae-lab: train convolutional autoencoders on the CPU and keep what each run gave", "cae-lab"};
  app.set_version_flag("--version", CAE_VERSION);
  app.require_subcommand(1);
  int status = 0;
  add_verbs(app, status);
  if (argc >= 2 && argv[1][0] != '-') {
    const std::vector<std::string> names = verb_names(app);
    if (std::find(names.begin(), names.end(), argv[1]) == names.end()) {
      return report({catalogue::unknown_verb(argv[1], names)});
    }
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help and --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    return report({catalogue::wrong_call(error.what(), argc >= 2 ? argv[1] : "")});
  }
  return status;
}

}  // namespace
}  // namespace cae::cli

int main(int argc, char** argv) {
  try {
    cae::install_crash_handler();
    cae::watch_program_end();
    if (cae::cli::is_record_of_end(argc, argv)) return cae::cli::record_end(argv);
    return cae::cli::run(argc, argv);
  } catch (...) {
    return cae::cli::report(cae::current_failure());
  }
}
