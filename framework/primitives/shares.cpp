#include "framework/primitives/shares.h"

namespace cae {
namespace {

thread_local ShareRunner* runner_of_thread = nullptr;

}  // namespace

ShareRunner* share_runner() {
  return runner_of_thread;
}

ShareScope::ShareScope(ShareRunner* runner) : before_(runner_of_thread) {
  runner_of_thread = runner;
}

ShareScope::~ShareScope() {
  runner_of_thread = before_;
}

}  // namespace cae
