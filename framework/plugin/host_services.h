// The cae_host that one plugin instance receives, and what it reported through it.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/held_state.h"
#include "framework/plugin/plugin_instance.h"

namespace cae {

struct PluginComplaint {
  enum class Kind { parameter, failure, broken_contract, no_memory, shortage };
  Kind kind = Kind::failure;
  std::string parameter = {};
  std::string text = {};
  Diagnostics shortage = {};  // what the host itself could not get for the plugin, such as a thread
};

// The message of the exception that is being handled, which was thrown by `where`.
PluginComplaint thrown_complaint(const char* where);

// The errors that one call reported: the first few, and the number of the others.
struct PluginComplaints {
  std::vector<PluginComplaint> kept = {};
  std::size_t left_out = 0;
};

// Something that a call left changed, and the call in which that was found first.
struct PluginChange {
  const char* what;
  const char* doing;
};

class HostServices {
 public:
  HostServices(std::string plugin, std::uint64_t seed, PluginLog log, PluginProgress progress = {});
  HostServices(const HostServices&) = delete;
  HostServices& operator=(const HostServices&) = delete;

  const cae_host& host() const { return host_; }
  // What host()->model points to from now on; `model` must outlive it.
  void show_model(const cae_model* model) { host_.model = model; }
  void complain(PluginComplaint complaint);
  PluginComplaints take_complaints();
  void note_changes(const char* doing, const StateChanges& changes);
  // Changes that were found for the first time since the last take.
  std::vector<PluginChange> take_changes();

 private:
  static HostServices& self(void* context) { return *static_cast<HostServices*>(context); }
  static void log(void* context, const char* text);
  static void parallel_for(void* context, std::size_t count, void (*body)(void*, std::size_t), void* data);
  static void report_parameter_error(void* context, const char* parameter, const char* text);
  static void report_error(void* context, const char* text);
  static int progress(void* context, double done);

  std::string plugin_;
  pid_t process_ = getpid();  // a plugin may fork
  PluginLog log_;
  PluginProgress progress_;
  std::mutex mutex_;  // of log_ and complaints_: plugins report from any thread
  std::vector<PluginComplaint> complaints_;
  std::size_t left_out_ = 0;  // complaints beyond those that are kept
  std::size_t logged_ = 0;    // lines
  std::vector<PluginChange> changes_;
  std::size_t told_changes_ = 0;  // of these
  cae_host host_;
};

}  // namespace cae
