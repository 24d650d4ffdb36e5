// The setup of the process, the same for every verb.
#pragma once

namespace cae::cli {

// A standard stream that is closed keeps its number, so that no file that we open gets it and takes what is
// printed; reading and writing it fail as before. SIGPIPE and SIGXFSZ become errors of the write that meets
// them.
void set_up_process();

}  // namespace cae::cli
