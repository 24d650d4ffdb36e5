// What tests leave out under a sanitizer, which makes everything several times slower and needs its own
// memory.
#pragma once

namespace cae {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

// How many of `usual` cases of one kind are tried: a fifth under a sanitizer.
constexpr unsigned rounds(unsigned usual) {
  return sanitized ? usual / 5 : usual;
}

}  // namespace cae
