#include "tools/cli/standard_output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "framework/base/catalogue/call.h"
#include "framework/base/standard_output_path.h"
#include "framework/base/utf8.h"
#include "tools/cli/report.h"

namespace cae::cli {
namespace {

// The reason of the first write that failed. Like standard output itself it is the process's; the stream
// keeps that there was an error, but not which.
int first_error = 0;

void keep_error() {
  if (first_error == 0) first_error = errno;
}

}  // namespace

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) keep_error();
}

void print_written(const std::string& path) {
  if (path != standard_output_path) print(visible(path) + "\n");
}

void flush_output() {
  if (std::fflush(stdout) != 0) keep_error();
}

int finished_output(int status) {
  flush_output();
  const bool failed = first_error != 0 || std::ferror(stdout) != 0;
  if (!failed || first_error == EPIPE) return status;
  const char* reason = first_error != 0 ? std::strerror(first_error) : "a write failed";
  const int blamed = report({catalogue::cannot_write("standard output", reason)});
  return status != 0 ? status : blamed;
}

}  // namespace cae::cli
