// What a thread is doing, for the messages of the crash handler and of the check that a plugin ends the
// program. Cheap enough for every call of a plugin; read without a lock, also in a signal handler.
#pragma once

namespace cae {

// A call of a plugin's function. The texts are safe to print and valid as long as the scope.
struct PluginActivity {
  const char* plugin;
  const char* path;
  const char* doing;  // "augment"
};

// A call by this thread, until the end of the scope. They may nest.
class PluginScope {
 public:
  explicit PluginScope(const PluginActivity& activity);
  ~PluginScope();
  PluginScope(const PluginScope&) = delete;
  PluginScope& operator=(const PluginScope&) = delete;

 private:
  const PluginActivity* before_;
};

// Work of cae-lab's own, until the end of the scope: "planning a step". `what` is a literal.
class PhaseScope {
 public:
  explicit PhaseScope(const char* what);
  ~PhaseScope();
  PhaseScope(const PhaseScope&) = delete;
  PhaseScope& operator=(const PhaseScope&) = delete;

 private:
  const char* before_of_thread_;
  const char* before_of_process_;
};

// The call that this thread is in; nullptr outside of any.
const PluginActivity* current_plugin_activity();

// What this thread is working on; else what another thread, for which this one may work, is doing; else
// nullptr.
const char* current_phase();

}  // namespace cae
