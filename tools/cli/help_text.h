// The one form of all help texts: the call, what it does, arguments, options, exit statuses.
#pragma once

#include <string>

#include "tools/cli/verb.h"

namespace cae::cli {

class HelpText : public CLI::FormatterBase {
 public:
  // `call` is the command as typed so far: "cae-lab run".
  std::string make_help(const CLI::App* app, std::string call, CLI::AppFormatMode mode) const override;
};

}  // namespace cae::cli
