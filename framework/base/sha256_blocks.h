// The inner loop of SHA-256, in portable code and with the SHA extension of x86, which is about eight times
// faster. Used by sha256.cpp alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cae::sha256_detail {

using State = std::array<std::uint32_t, 8>;
// Processes `count` blocks of 64 bytes.
using AddBlocks = void (*)(State& state, const unsigned char* blocks, std::size_t count);

void add_blocks_plainly(State& state, const unsigned char* blocks, std::size_t count);
// The function of the extension, or nullptr where the processor lacks it.
AddBlocks add_blocks_by_extension();

}  // namespace cae::sha256_detail
