// Whether AddressSanitizer or ThreadSanitizer watches the program: GCC and Clang say so in different ways.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CAE_ADDRESS_SANITIZED 1
#endif
#if __has_feature(thread_sanitizer)
#define CAE_THREAD_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define CAE_ADDRESS_SANITIZED 1
#endif
#if defined(__SANITIZE_THREAD__)
#define CAE_THREAD_SANITIZED 1
#endif

namespace cae {

#if defined(CAE_ADDRESS_SANITIZED) || defined(CAE_THREAD_SANITIZED)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace cae
