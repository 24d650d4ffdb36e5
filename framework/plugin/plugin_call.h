// The guards around each call of a plugin's function.
#pragma once

#include "framework/base/activity.h"
#include "framework/plugin/held_state.h"
#include "framework/plugin/program_end.h"

namespace cae {

// While it exists, a crash or an end of the program is attributed to this call; at its end the state of
// thread and process is restored.
class PluginCall {
 public:
  explicit PluginCall(const PluginActivity& activity) : activity_(activity), scope_(activity) {}
  ~PluginCall() { end(); }
  PluginCall(const PluginCall&) = delete;
  PluginCall& operator=(const PluginCall&) = delete;

  // Restores what the call changed, and returns the names of it.
  StateChanges end() {
    StateChanges changes;
    if (ended_) return changes;
    ended_ = true;
    end_copy(activity_);
    thread_.put_back(changes);
    process_.put_back(changes);
    return changes;
  }

 private:
  const PluginActivity& activity_;
  PluginScope scope_;
  ThreadState thread_;
  ProcessStateHold process_;
  bool ended_ = false;
};

// The same around one index of a plugin's parallel_for, on any thread; what the plugin changed is added to
// `changes`.
class PluginBodyCall {
 public:
  PluginBodyCall(const PluginActivity& activity, StateChanges& changes)
      : activity_(activity), scope_(activity), changes_(changes) {}
  ~PluginBodyCall() {
    end_copy(activity_);
    floating_point_.put_back(changes_);
  }
  PluginBodyCall(const PluginBodyCall&) = delete;
  PluginBodyCall& operator=(const PluginBodyCall&) = delete;

 private:
  const PluginActivity& activity_;
  PluginScope scope_;
  StateChanges& changes_;
  FloatingPointState floating_point_;
};

}  // namespace cae
