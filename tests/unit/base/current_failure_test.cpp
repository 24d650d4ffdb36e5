#include "framework/base/current_failure.h"

#include <filesystem>
#include <new>
#include <stdexcept>
#include <system_error>

#include "framework/base/catalogue/call.h"
#include "framework/base/result.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

template <class Exception>
Diagnostic thrown(const Exception& exception) {
  try {
    throw exception;
  } catch (...) {
    const Diagnostics found = current_failure();
    REQUIRE(found.size() == 1);
    return found[0];
  }
}

TEST_CASE(
    "too little memory, threads and permissions have their own errors, and only unknown exceptions are "
    "internal errors") {
  CHECK(thrown(std::bad_alloc()).code == "E903");
  CHECK(thrown(std::system_error(ENOMEM, std::generic_category())).code == "E903");
  const Diagnostic thread = thrown(std::system_error(EAGAIN, std::generic_category()));
  CHECK(thread.code == "E991");
  CHECK(thread.message == "a thread could not be started: Resource temporarily unavailable");
  CHECK(thrown(std::runtime_error("pthread_create has failed: Resource temporarily unavailable")).code ==
        "E991");
  const Diagnostic right = thrown(std::system_error(EPERM, std::generic_category()));
  CHECK(right.code == "E992");
  CHECK(right.message == "the system refused what is needed here: Operation not permitted");
  const Diagnostic file = thrown(std::filesystem::filesystem_error(
      "status", "runs/0001-a", std::make_error_code(std::errc::permission_denied)));
  CHECK(file.code == "E992");
  CHECK(file.place.file == "runs/0001-a");
  CHECK(thrown(std::runtime_error("surprise")).code == "E999");
  CHECK(thrown(7).code == "E999");
  CHECK(exit_status({thread, right, thrown(std::bad_alloc())}) == 1);
}

TEST_CASE("a failure keeps its own diagnostics") {
  CHECK(thrown(Failure(catalogue::cannot_read("a.npy", "No such file or directory"))).code == "E904");
}

}  // namespace
}  // namespace cae
