// What is said at an end that nobody can catch. Put together without memory, since a signal handler says it;
// each is complete, as render() would print it.
#pragma once

#include "framework/base/activity.h"
#include "framework/base/fixed_text.h"

namespace cae::catalogue {

inline FixedText& fault_of(FixedText& text, const PluginActivity& plugin) {
  return text.add("help: this is a fault of the plugin ")
      .add(plugin.path)
      .add("; what was recorded before is kept\n");
}

// `signal` as in "segmentation fault (SIGSEGV)".
inline void plugin_crashed(FixedText& text, const PluginActivity& plugin, const char* signal) {
  constexpr const char* code = "E640";
  text.add("cae-lab: error[").add(code).add("]: the plugin '").add(plugin.plugin).add("' crashed in ");
  fault_of(text.add(plugin.doing).add(": ").add(signal).add("\n"), plugin);
}

// In code of the plugin that cae-lab did not call: a thread, a signal handler or a destructor of its own.
inline void plugin_crashed_alone(FixedText& text, const PluginActivity& plugin, const char* signal) {
  constexpr const char* code = "E641";
  text.add("cae-lab: error[").add(code).add("]: the plugin '").add(plugin.plugin);
  text.add(
      "' crashed outside of the calls of its functions, in a thread, a handler or a destructor of its own: ");
  fault_of(text.add(signal).add("\n"), plugin);
}

// `function` as in "exit".
inline void plugin_ended_program(FixedText& text, const PluginActivity& plugin, const char* function) {
  constexpr const char* code = "E642";
  text.add("cae-lab: error[")
      .add(code)
      .add("]: the plugin '")
      .add(plugin.plugin)
      .add("' ended the program in ");
  text.add(plugin.doing).add(", by a call of ").add(function).add("\n");
  text.add("help: a function that fails returns CAE_FAILED; ");
  text.add("this is a fault of the plugin ").add(plugin.path).add("; what was recorded before is kept\n");
}

// A copy of the program, made by fork(), came back from the plugin's call; the copy ends, the program goes
// on.
inline void plugin_copied_program(FixedText& text, const PluginActivity& plugin) {
  constexpr const char* code = "E644";
  text.add("cae-lab: error[").add(code).add("]: the plugin '").add(plugin.plugin);
  text.add("' made a second process in ").add(plugin.doing).add(", which came back from it and was ended\n");
  fault_of(text, plugin);
}

// cae-lab's own code, or a library's. `phase` as in "planning a step", or nullptr; `object`: the path of the
// shared object that holds the code, "" for the program itself, or nullptr.
inline void crashed(FixedText& text, const char* phase, const char* object, const char* signal) {
  constexpr const char* code = "E990";
  text.add("cae-lab: error[").add(code).add("]: cae-lab crashed");
  if (phase != nullptr) text.add(" while ").add(phase);
  if (object != nullptr && *object != '\0') text.add(", in ").add(object);
  text.add(": ").add(signal).add("\n");
  text.add(
      "help: where memory is short, libraries may crash instead of failing: raise the limits (ulimit -v) or "
      "use a ");
  text.add(
      "smaller batch; otherwise please report it with the command and its files; what was recorded before is "
      "kept\n");
}

}  // namespace cae::catalogue
