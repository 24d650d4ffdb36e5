// A file descriptor that closes itself, and system calls that are repeated after a signal.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace cae {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool valid() const { return number_ >= 0; }
  int number() const { return number_; }
  // Whether everything written is stored, as far as the system can tell now.
  bool close() {
    const int number = number_;
    number_ = -1;
    // On Linux an interrupted close has closed.
    return number < 0 || ::close(number) == 0 || errno == EINTR;
  }

 private:
  int number_;
};

// Repeats a call that a signal interrupted; returns its result, with errno where it failed.
template <class Call>
auto uninterrupted(Call call) -> decltype(call()) {
  for (;;) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

// Writes everything, also where the system accepts it in parts; otherwise errno has the reason.
inline bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written =
        uninterrupted([&] { return ::write(descriptor, content.data(), content.size()); });
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace cae
