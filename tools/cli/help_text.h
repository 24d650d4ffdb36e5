// The one form of all help texts: the call, what it does, arguments, options, exit statuses.
#pragma once

#include <string>

#include "tools/cli/verb.h"

namespace cae::cli {

// `call` is the command as typed so far: "cae-lab run".
std::string help_text(const Verb& verb, const std::string& call);

}  // namespace cae::cli
