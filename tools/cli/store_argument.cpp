#include "tools/cli/store_argument.h"

namespace cae::cli {

void add_store_option(CLI::App& verb, std::string& directory) {
  verb.add_option("--store", directory, "folder of the run history")->type_name("DIR")->capture_default_str();
}

}  // namespace cae::cli
