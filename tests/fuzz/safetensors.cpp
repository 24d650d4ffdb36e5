// Safetensors: weights and checkpoints.
#include "framework/data/safetensors.h"

#include "tests/fuzz/fuzzed.h"

using namespace cae;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<TensorFile> file = parse_safetensors(fuzz::text_of(data, size), "x.safetensors");
  fuzz::demand_printable(file);
  if (!file) return 0;
  for (const Tensor& tensor : file->tensors) {
    fuzz::demand(byte_count(tensor.values.dims, tensor.values.type) == tensor.values.bytes.size(),
                 "a tensor of another size");
  }
  const std::string written = serialize_safetensors(*file);
  const Result<TensorFile> again = parse_safetensors(written, "x.safetensors");
  fuzz::demand(again && serialize_safetensors(*again) == written, "another file after writing it");
  return 0;
}
