#include "tools/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <utility>

#include "tools/cli/call_mistake.h"
#include "tools/cli/help_text.h"
#include "tools/cli/option_names.h"
#include "tools/cli/standard_output.h"

namespace cae::cli {
namespace {

constexpr const char* help_names = "-h,--help";
constexpr const char* version_name = "--version";

// Our own help texts, of the verb that CLI11 has come to.
class HelpFormatter : public CLI::FormatterBase {
 public:
  explicit HelpFormatter(const Verb& verb) : verb_(verb) {}
  std::string make_help(const CLI::App*, std::string call, CLI::AppFormatMode) const override {
    return help_text(verb_, call);
  }

 private:
  const Verb& verb_;
};

// A verb as CLI11 knows it.
struct Command {
  const Verb* verb = nullptr;
  CLI::App* app = nullptr;
  std::vector<std::pair<const Option*, CLI::Option*>> options = {};  // in the order of the verb
  std::vector<Command> commands = {};
};

CLI::Option* add_target(CLI::App& app, const Option& option) {
  return std::visit(
      [&](const auto& target) -> CLI::Option* {
        using Target = std::decay_t<decltype(target)>;
        if constexpr (std::is_same_v<Target, std::monostate>) {
          return option.names == version_name ? app.set_version_flag(option.names, CAE_VERSION, option.help)
                                              : app.set_help_flag(option.names, option.help);
        } else if constexpr (std::is_same_v<Target, bool*>) {
          return app.add_flag(option.names, *target, option.help);
        } else if constexpr (std::is_same_v<Target, WordField>) {
          return app.add_option_function<std::string>(
              option.names, [target](const std::string& word) { target.set(word); }, option.help);
        } else {
          return app.add_option(option.names, *target, option.help);
        }
      },
      option.target);
}

CLI::Option* add_option(CLI::App& app, const Option& option) {
  CLI::Option* added = add_target(app, option);
  added->required(option.required);
  if (option.is_list() && !option.is_argument()) {
    if (option.at_once > 1) {
      added->expected(1, option.at_once);
    } else {
      added->expected(1)->take_all();
    }
  }
  if (option.path != PathTo::nothing) {
    const PathTo use = option.path;
    added->transform(CLI::Validator(
        [use](std::string& text) {
          if (!is_path(use, text)) return wanted_path(use);
          text = meant_path(use, text);
          return std::string();
        },
        ""));
  }
  if (option.check.fits) {
    added->check(CLI::Validator(
        [check = option.check](std::string& text) { return check.fits(text) ? std::string() : check.wanted; },
        option.check.wanted));
  }
  return added;
}

CLI::Option* option_called(const Command& command, const std::string& name) {
  for (const auto& [option, added] : command.options) {
    if (is_named(*option, name)) return added;
  }
  return nullptr;
}

// `app` is the verb's own, without any option. The verbs must stay where they are.
Command declare(CLI::App& app, const Verb& verb, int& status) {
  Command command{.verb = &verb, .app = &app};
  app.set_help_flag();
  app.formatter(std::make_shared<HelpFormatter>(verb));
  for (const Option& option : verb.options) command.options.emplace_back(&option, add_option(app, option));
  for (const auto& [option, added] : command.options) {
    for (const std::string& other : option->excludes) added->excludes(option_called(command, other));
    for (const std::string& other : option->needs) added->needs(option_called(command, other));
  }
  for (const Verb& one : verb.verbs)
    command.commands.push_back(declare(*app.add_subcommand(one.name, one.help), one, status));
  if (!verb.verbs.empty()) app.require_subcommand(1);
  if (verb.run) app.callback([&verb, &status] { status = verb.run(); });
  return command;
}

void add_help(Verb& verb) {
  verb.options.insert(verb.options.begin(), {.names = help_names, .help = "print this help"});
  for (Verb& one : verb.verbs) add_help(one);
}

GivenOption given_option(const Option& option, CLI::Option& added) {
  GivenOption given{.option = &option, .values = added.results()};
  if (added.count() == 0) return given;
  try {
    added.run_callback();
  } catch (const CLI::Success&) {
  } catch (const CLI::ArgumentMismatch&) {
    given.fault = GivenOption::Fault::twice;
  } catch (const CLI::ParseError&) {
    given.fault = GivenOption::Fault::refused;
  }
  return given;
}

FailedCall failed_call(const Command& program, const CLI::ParseError& error,
                       const std::vector<std::string>& words) {
  FailedCall failed{.words = words,
                    .program = program.verb,
                    .call = program.verb->name,
                    .left_before = program.app->remaining(),
                    .left = program.app->remaining(true),
                    .ran_out = dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr,
                    .otherwise = error.what()};
  const Command* command = &program;
  while (!command->app->get_subcommands().empty()) {
    const CLI::App* called = command->app->get_subcommands().front();
    for (const Command& one : command->commands) {
      if (one.app != called) continue;
      command = &one;
      break;
    }
    failed.call += " " + called->get_name();
  }
  failed.command = command->verb;
  for (const auto& [option, added] : command->options)
    failed.options.push_back(given_option(*option, *added));
  return failed;
}

}  // namespace

int run_command_line(Verb program, const std::vector<std::string>& words) {
  add_help(program);
  program.options.insert(program.options.begin(), {.names = version_name, .help = "print the version"});
  CLI::App app(program.help, program.name);
  int status = 0;
  const Command command = declare(app, program, status);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return 0;
  } catch (const CLI::CallForVersion&) {
    print(CAE_VERSION "\n");
    return 0;
  } catch (const CLI::ParseError& error) {
    return report({call_mistake(failed_call(command, error, words))});
  }
  return status;
}

}  // namespace cae::cli
