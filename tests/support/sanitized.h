// What tests leave out under a sanitizer, which makes everything several times slower and needs its own
// memory.
#pragma once

#include "framework/base/sanitized.h"

namespace cae {

// How many of `usual` cases of one kind are tried: a fifth under a sanitizer.
constexpr unsigned rounds(unsigned usual) {
  return sanitized ? usual / 5 : usual;
}

}  // namespace cae
