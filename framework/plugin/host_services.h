// The cae_host that one plugin instance receives, and what it reported through it.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/plugin_instance.h"

namespace cae {

struct PluginComplaint {
  enum class Kind { parameter, failure, broken_contract };
  Kind kind = Kind::failure;
  std::string parameter = {};
  std::string text = {};
};

class HostServices {
 public:
  HostServices(std::string plugin, std::uint64_t seed, PluginLog log);
  HostServices(const HostServices&) = delete;
  HostServices& operator=(const HostServices&) = delete;

  const cae_host& host() const { return host_; }
  void complain(PluginComplaint complaint);
  std::vector<PluginComplaint> take_complaints();

 private:
  static HostServices& self(void* context) { return *static_cast<HostServices*>(context); }
  static void log(void* context, const char* text);
  static void parallel_for(void* context, std::size_t count, void (*body)(void*, std::size_t), void* data);
  static void report_parameter_error(void* context, const char* parameter, const char* text);
  static void report_error(void* context, const char* text);

  std::string plugin_;
  PluginLog log_;
  std::mutex mutex_;  // of log_ and complaints_: plugins report from any thread
  std::vector<PluginComplaint> complaints_;
  cae_host host_;
};

}  // namespace cae
