#include "tools/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "framework/base/catalogue/call.h"
#include "tools/cli/report.h"

namespace cae::cli {
namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

const char* sequence(Colour colour) {
  constexpr std::array<const char*, 7> sequences = {"",         "\x1b[1m",  "\x1b[2m", "\x1b[31m",
                                                    "\x1b[32m", "\x1b[33m", "\x1b[34m"};
  return sequences[static_cast<std::size_t>(colour)];
}

// Length of the UTF-8 sequence at `at`, 1 for a byte that begins none; `valid` tells which.
std::size_t sequence_length(std::string_view text, std::size_t at, bool& valid) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  valid = length != 0 && at + length <= text.size();
  for (std::size_t i = 1; valid && i < length; ++i) {
    valid = (static_cast<unsigned char>(text[at + i]) & 0xC0) == 0x80;
  }
  return valid ? length : 1;
}

}  // namespace

bool has_colours() {
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::strcmp(terminal, "dumb") == 0;
  return ::isatty(STDOUT_FILENO) == 1 && !is_set("NO_COLOR") && !dumb;
}

int output_width() {
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

std::string painted(std::string_view text, Colour colour) {
  if (colour == Colour::none || text.empty() || !has_colours()) return std::string(text);
  return sequence(colour) + std::string(text) + "\x1b[0m";
}

std::string printable(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    bool valid = false;
    const std::size_t length = sequence_length(text, at, valid);
    const auto byte = static_cast<unsigned char>(text[at]);
    // C1 controls (U+0080 to U+009F) begin terminal sequences too.
    const bool second_control =
        length == 2 && byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (byte == '\n' || byte == '\t' || byte == '\r') {
      safe += ' ';
    } else if (!valid || byte < 0x20 || byte == 0x7F || second_control) {
      safe += '?';
    } else {
      safe += text.substr(at, length);
    }
    at += length;
  }
  return safe;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size(); ++columns) {
    bool valid = false;
    at += sequence_length(text, at, valid);
  }
  return columns;
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

int finished_output(int status) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  return report(
      {catalogue::cannot_write("standard output", errno != 0 ? std::strerror(errno) : "a write failed")});
}

}  // namespace cae::cli
