// IDX, plain and gzipped.
#include "framework/data/idx.h"

#include "tests/fuzz/fuzzed.h"

using namespace cae;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string path = fuzz::file_with(data, size);
  const Result<ArrayRows> all = read_idx(path);
  fuzz::demand_printable(all);
  const Result<ArrayRows> two = read_idx(path, 2);
  fuzz::demand_printable(two);
  fuzz::demand(!all || two, "a file that can be read whole and not in part");
  return 0;
}
