// SHA-256 (FIPS 180-4) of contents that are given at once or piece by piece.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cae {

class Sha256 {
 public:
  void add(std::string_view bytes);
  // The sum of everything that was added, in lower-case hexadecimal; nothing can be added afterwards.
  std::string finish();

 private:
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<char, 64> rest_ = {};  // what does not fill a block yet: size_ % 64 bytes
  std::uint64_t size_ = 0;
};

std::string sha256(std::string_view content);

}  // namespace cae
