#include "framework/base/activity.h"

#include <atomic>

#include "framework/base/alternate_stack.h"

namespace cae {
namespace {

thread_local const PluginActivity* activity_of_thread = nullptr;
thread_local const char* phase_of_thread = nullptr;
std::atomic<const char*> phase_of_process = nullptr;
static_assert(std::atomic<const char*>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

}  // namespace

PluginScope::PluginScope(const PluginActivity& activity) : before_(activity_of_thread) {
  ensure_alternate_stack();
  activity_of_thread = &activity;
}
PluginScope::~PluginScope() {
  activity_of_thread = before_;
}

PhaseScope::PhaseScope(const char* what)
    : before_of_thread_(phase_of_thread), before_of_process_(phase_of_process.exchange(what)) {
  phase_of_thread = what;
}
PhaseScope::~PhaseScope() {
  phase_of_thread = before_of_thread_;
  phase_of_process = before_of_process_;
}

const PluginActivity* current_plugin_activity() {
  return activity_of_thread;
}

const char* current_phase() {
  return phase_of_thread != nullptr ? phase_of_thread : phase_of_process.load();
}

}  // namespace cae
