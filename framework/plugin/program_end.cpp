// exit and similar functions are defined here again. A shared object is linked to the program's own symbols
// first, so a plugin calls these and not the C library's.
#include "framework/plugin/program_end.h"

#include <dlfcn.h>
#include <pthread.h>

#include <atomic>
#include <cstdlib>

#include "framework/base/catalogue/crash.h"
#include "framework/base/final_command.h"
#include "framework/base/leave.h"
#include "framework/base/plugin_code.h"

namespace cae {
namespace {

std::atomic<bool> is_copy = false;  // made by fork(), and free to end itself

// Ends the program with status 1 and a line that names the plugin, if a plugin calls.
void refuse_to_plugins(const char* function) {
  if (is_copy) return;
  const PluginActivity* plugin = current_plugin_activity();
  PluginActivity alone = {};
  if (plugin == nullptr) {
    const PluginActivity* on_stack = plugin_on_stack();
    if (on_stack == nullptr) return;
    alone = {on_stack->plugin, on_stack->path, "a thread, a handler or a destructor of its own"};
    plugin = &alone;
  }
  FixedText text;
  catalogue::plugin_ended_program(text, *plugin, function);
  tell(text);
  give_final_command(text);
  leave(1);
}

// `caller` is where the call comes from: our own code may always end the program, also in a signal handler
// during a plugin's call.
void refuse_to_plugins(const char* function, const void* caller) {
  const char* object = object_of_code(caller);
  if (object != nullptr && *object == '\0') return;
  refuse_to_plugins(function);
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

void watch_program_end() {
  pthread_atfork(nullptr, nullptr, [] { is_copy = true; });
  // For functions of the C library that end the program themselves, such as err().
  std::atexit([] { refuse_to_plugins("exit"); });
}

void end_copy(const PluginActivity& call) {
  if (!is_copy) return;
  FixedText text;
  catalogue::plugin_copied_program(text, call);
  tell(text);
  leave(1);
}

}  // namespace cae

extern "C" {

__attribute__((visibility("default"))) void exit(int status) noexcept {
  cae::refuse_to_plugins("exit", __builtin_return_address(0));
  cae::next<void (*)(int)>("exit")(status);
  cae::leave(status);
}

__attribute__((visibility("default"))) void quick_exit(int status) noexcept {
  cae::refuse_to_plugins("quick_exit", __builtin_return_address(0));
  cae::next<void (*)(int)>("quick_exit")(status);
  cae::leave(status);
}

__attribute__((visibility("default"))) void _exit(int status) {
  cae::refuse_to_plugins("_exit", __builtin_return_address(0));
  cae::leave(status);
}

__attribute__((visibility("default"))) void _Exit(int status) noexcept {
  cae::refuse_to_plugins("_Exit", __builtin_return_address(0));
  cae::leave(status);
}

}  // extern "C"
