#include "tools/cli/verb.h"

namespace cae::cli {

Option store_option(std::string& directory) {
  return {.names = "--store",
          .help = "folder of the run history",
          .target = &directory,
          .value = "DIR",
          .path = PathTo::folder,
          .shows_default = true};
}

Option journal_option(Journal& journal) {
  return word_option(
      "--journal",
      "what keeps a new store safe: wal, for one host; delete, slower, also on a network file system",
      journal);
}

Option threads_option(int& threads, const std::string& help) {
  return {
      .names = "--threads", .help = help, .target = &threads, .value = "N", .check = whole_number(1, 1024)};
}

Option json_option(bool& json, const std::string& help) {
  return {.names = "--json", .help = help, .target = &json};
}

Option quiet_option(bool& quiet) {
  return {.names = "--quiet", .help = "print only errors", .target = &quiet};
}

Option disabled_passes_option(std::vector<std::string>& passes) {
  return {.names = "--disable-pass",
          .help = "leave out this optimisation pass",
          .target = &passes,
          .value = "PASS"};
}

}  // namespace cae::cli
