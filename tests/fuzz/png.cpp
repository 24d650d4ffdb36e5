// PNG, in the size that its header says and with every number of channels.
#include "framework/data/png_file.h"
#include "tests/fuzz/fuzzed.h"

using namespace cae;

namespace {

std::int64_t side(const std::uint8_t* bytes) {
  std::int64_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | bytes[i];
  return value > 0 && value <= 64 ? value : 28;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t header = 24;  // signature, length and name of the first chunk, width, height
  const std::int64_t width = size < header ? 28 : side(data + 16);
  const std::int64_t height = size < header ? 28 : side(data + 20);
  const std::string path = fuzz::file_with(data, size);
  for (const std::int64_t channels : {1, 3, 4}) {
    const ImageShape shape{height, width, channels};
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(height * width * channels));
    fuzz::demand_printable(read_png(path, shape, pixels.data()));
  }
  return 0;
}
