#include "framework/base/plugin_code.h"

#include <dlfcn.h>
#include <link.h>
#include <unwind.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>

namespace cae {
namespace {

struct PluginCode {
  std::atomic<const link_map*> object = nullptr;
  PluginActivity plugin = {};
};

std::array<PluginCode, 256> known;
std::atomic<std::size_t> known_count = 0;

const link_map* object_at(const void* address) {
  dl_find_object found = {};
  return _dl_find_object(const_cast<void*>(address), &found) == 0 ? found.dlfo_link_map : nullptr;
}

_Unwind_Reason_Code look_at(_Unwind_Context* context, void* result) {
  const auto address = _Unwind_GetIP(context);
  auto* plugin = static_cast<const PluginActivity**>(result);
  *plugin =
      plugin_of_code(reinterpret_cast<const void*>(address - 1));  // of the call, not of what follows it
  return *plugin == nullptr ? _URC_NO_REASON : _URC_NORMAL_STOP;
}

}  // namespace

void note_plugin_code(const void* entry, const PluginActivity& plugin) {
  const link_map* object = object_at(entry);
  if (object == nullptr || plugin_of_code(entry) != nullptr) return;
  const std::size_t place = known_count.fetch_add(1);
  if (place >= known.size()) return;
  known[place].plugin = plugin;
  known[place].object = object;
}

const PluginActivity* plugin_of_code(const void* address) {
  const link_map* object = object_at(address);
  if (object == nullptr) return nullptr;
  for (std::size_t i = 0; i < std::min(known_count.load(), known.size()); ++i) {
    if (known[i].object == object) return &known[i].plugin;
  }
  return nullptr;
}

const PluginActivity* plugin_on_stack() {
  const PluginActivity* plugin = nullptr;
  _Unwind_Backtrace(look_at, &plugin);
  return plugin;
}

const char* object_of_code(const void* address) {
  const link_map* object = object_at(address);
  return object == nullptr ? nullptr : object->l_name;
}

}  // namespace cae
