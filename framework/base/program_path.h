// Where the running program is.
#pragma once

#include <string>

namespace cae {

// "" where the system does not tell.
std::string program_path();

// The path of `relative` in the folder above the program's own, as "lib/cae-lab/plugins": a build tree or an
// installation can be moved. "" where the system does not tell.
std::string beside_program(const std::string& relative);

}  // namespace cae
