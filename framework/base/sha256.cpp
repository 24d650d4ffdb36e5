#include "framework/base/sha256.h"

#include <algorithm>

#include "framework/base/sha256_blocks.h"

namespace cae {
namespace {

constexpr std::size_t block_bytes = 64;

void add_blocks(sha256_detail::State& state, const char* blocks, std::size_t count) {
  static const sha256_detail::AddBlocks by_extension = sha256_detail::add_blocks_by_extension();
  const auto* bytes = reinterpret_cast<const unsigned char*>(blocks);
  (by_extension != nullptr ? by_extension : sha256_detail::add_blocks_plainly)(state, bytes, count);
}

}  // namespace

void Sha256::add(std::string_view bytes) {
  const std::size_t held = size_ % block_bytes;
  size_ += bytes.size();
  if (held > 0) {
    const std::size_t taken = std::min(block_bytes - held, bytes.size());
    std::copy_n(bytes.data(), taken, rest_.data() + held);
    bytes.remove_prefix(taken);
    if (held + taken < block_bytes) return;
    add_blocks(state_, rest_.data(), 1);
  }
  const std::size_t whole = bytes.size() / block_bytes;
  add_blocks(state_, bytes.data(), whole);
  bytes.remove_prefix(whole * block_bytes);
  std::copy(bytes.begin(), bytes.end(), rest_.begin());
}

std::string Sha256::finish() {
  const std::uint64_t bits = size_ * 8;
  std::string end(1, '\x80');
  while ((size_ + end.size()) % block_bytes != 56) end += '\0';
  for (int shift = 56; shift >= 0; shift -= 8) end += static_cast<char>(bits >> shift & 0xFF);
  add(end);
  std::string text;
  for (const std::uint32_t word : state_) {
    for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[word >> shift & 0xF];
  }
  return text;
}

std::string sha256(std::string_view content) {
  Sha256 sum;
  sum.add(content);
  return sum.finish();
}

}  // namespace cae
