// Text in a fixed buffer, for signal handlers, which may not allocate.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace cae {

class FixedText {
 public:
  // What does not fit is cut off; nullptr adds nothing.
  FixedText& add(const char* text) {
    for (; text != nullptr && *text != '\0' && size_ + 1 < bytes_.size(); ++text) bytes_[size_++] = *text;
    return *this;
  }
  std::string_view view() const { return {bytes_.data(), size_}; }
  // The same, ended by a NUL.
  char* text() {
    bytes_[size_] = '\0';
    return bytes_.data();
  }

 private:
  std::array<char, 4096> bytes_;
  std::size_t size_ = 0;
};

// Writes it on standard error; on a terminal it replaces the progress line, if there is one.
void tell(const FixedText& text);

}  // namespace cae
