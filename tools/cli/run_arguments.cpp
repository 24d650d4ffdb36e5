#include "tools/cli/run_arguments.h"

#include "tools/cli/pin_option.h"

namespace cae::cli {

std::vector<Option> options_for(RunArguments& to) {
  std::vector<Option> options = {{.names = "experiment",
                                  .help = "the experiment's file",
                                  .target = &to.experiment,
                                  .value = "EXP.yaml",
                                  .path = PathTo::read,
                                  .required = true}};
  for (std::size_t i = 0; i < count_options.size(); ++i) {
    const CountOption& count = count_options[i];
    options.push_back({.names = std::string("--") + count.name,
                       .help = count.help,
                       .target = &to.counts[i],
                       .value = "N",
                       .check = whole_number(count.least, count.most)});
  }
  const std::vector<Option> others = {
      {.names = "--set",
       .help = "a model parameter (width=56) or a key (train.seed=2)",
       .target = &to.set,
       .value = "KEY=VALUE"},
      threads_option(to.threads,
                     "threads to compute with; every bit of the results is the same with any number"),
      pin_option(to.pin),
      {.names = "--variant",
       .help = "run only this variant ('' is the file without its variants)",
       .target = &to.variant,
       .value = "NAME"},
      {.names = "--seed",
       .help = "run only this seed",
       .target = &to.seed,
       .value = "N",
       .check = seed_number()},
      {.names = "--jobs",
       .help = "runs to train at the same time; they share the threads",
       .target = &to.jobs,
       .value = "N",
       .check = whole_number(1, 1024)},
      store_option(to.store),
      journal_option(to.journal),
      {.names = "--resume",
       .help = "resume a run, and what else its command had yet to run",
       .target = &to.resume,
       .value = "RUN",
       // An empty name is no wish to begin anew.
       .check = {"its id or name, or 'last'", [](const std::string& text) { return !text.empty(); }},
       .excludes = {"--jobs"}},
      {.names = "--missing",
       .help = "run what the store has no run of, resume what stopped, leave what is done",
       .target = &to.missing,
       .excludes = {"--resume", "--jobs"}},
      disabled_passes_option(to.disabled_passes),
      {.names = "--profile",
       .help = "show where the time of a step goes, after each run",
       .target = &to.profile,
       .excludes = {"--jobs"}},
      {.names = "--trace",
       .help = "write steps 2 to 21 of the first run as a Chrome trace",
       .target = &to.trace,
       .value = "F.json",
       .path = PathTo::write,
       .excludes = {"--jobs"}},
      {.names = "--dry-run", .help = "only show what would run", .target = &to.dry_run},
      quiet_option(to.quiet),
      json_option(to.json)};
  options.insert(options.end(), others.begin(), others.end());
  return options;
}

ExperimentOverrides overrides_of(const RunArguments& arguments) {
  ExperimentOverrides overrides{.set = arguments.set};
  for (std::size_t i = 0; i < count_options.size(); ++i) {
    const CountOption& count = count_options[i];
    if (arguments.counts[i])
      overrides.counts.push_back(
          {.option = std::string("--") + count.name, .key = count.key, .value = *arguments.counts[i]});
  }
  return overrides;
}

}  // namespace cae::cli
