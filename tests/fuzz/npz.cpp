// NPZ: the archive's directory and each of its arrays.
#include "framework/data/npz.h"

#include "tests/fuzz/fuzzed.h"

using namespace cae;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string path = fuzz::file_with(data, size);
  const Result<std::vector<std::string>> names = npz_names(path);
  fuzz::demand_printable(names);
  if (!names) return 0;
  constexpr std::size_t most = 4;  // arrays; an archive may list thousands
  for (std::size_t i = 0; i < names->size() && i < most; ++i) {
    fuzz::demand_printable(read_npz(path, (*names)[i]));
    fuzz::demand_printable(read_npz(path, (*names)[i], 2));
  }
  fuzz::demand_printable(read_npz(path, "no such array"));
  return 0;
}
