// NPY: whole, and the first rows of it.
#include "framework/data/npy.h"

#include "tests/fuzz/fuzzed.h"

using namespace cae;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view content = fuzz::text_of(data, size);
  const Result<Array> whole = parse_npy(content, "x.npy");
  fuzz::demand_printable(whole);
  if (whole) {
    fuzz::demand(byte_count(whole->dims, whole->type) == whole->bytes.size(), "an array of another size");
    // What was read is written and read as the same.
    const Result<Array> again = parse_npy(serialize_npy(*whole), "x.npy");
    fuzz::demand(again && again->dims == whole->dims && again->bytes == whole->bytes, "another array");
  }
  fuzz::demand_printable(parse_npy_rows(content, "x.npy", 2));
  fuzz::demand_printable(read_npy_rows(fuzz::file_with(data, size), 1));
  return 0;
}
