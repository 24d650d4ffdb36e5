#include "tools/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace cae::cli {
namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

const char* sequence(TextColour colour) {
  constexpr std::array<const char*, 7> sequences = {"",         "\x1b[1m",  "\x1b[2m", "\x1b[31m",
                                                    "\x1b[32m", "\x1b[33m", "\x1b[34m"};
  return sequences[static_cast<std::size_t>(colour)];
}

}  // namespace

bool has_live_lines() {
  return ::isatty(STDOUT_FILENO) == 1 && is_set("TERM") && std::strcmp(std::getenv("TERM"), "dumb") != 0;
}

bool has_colours() {
  return has_live_lines() && !is_set("NO_COLOR");
}

std::optional<int> terminal_width() {
  if (::isatty(STDOUT_FILENO) != 1) return std::nullopt;
  winsize size = {};
  // A serial line, and some programs that make terminals, give no size.
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::max<int>(size.ws_col, 10);
}

int output_width() {
  return terminal_width().value_or(100);
}

std::string painted(std::string_view text, TextColour colour) {
  if (colour == TextColour::none || text.empty() || !has_colours()) return std::string(text);
  return sequence(colour) + std::string(text) + "\x1b[0m";
}

}  // namespace cae::cli
