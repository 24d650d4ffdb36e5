// The inner loop of SHA-256, as every processor has it and as the SHA extension of x86 does it, some eight
// times faster. Used by sha256.cpp alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cae::sha256_detail {

using State = std::array<std::uint32_t, 8>;
// Takes `count` blocks of 64 bytes into the state.
using AddBlocks = void (*)(State& state, const unsigned char* blocks, std::size_t count);

void add_blocks_plainly(State& state, const unsigned char* blocks, std::size_t count);
// The function of the extension, or nullptr where the processor lacks it.
AddBlocks add_blocks_by_extension();

}  // namespace cae::sha256_detail
