// One use of a plugin, tried as a run would use it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "framework/plugin/plugin_instance.h"
#include "framework/plugin_kit/trial_input.h"

namespace cae {

struct TrialAnswer {
  // refused: it failed and said why. broken: what no plugin may do.
  enum class Kind { done, refused, broken };
  Kind kind = Kind::done;
  std::string text = {};  // why not
  std::vector<float> pixels = {};
  PluginOutput output = {};
  std::vector<std::string> changes = {};  // "left the rounding mode changed in the body of a parallel_for"
};
// Whether both were done and gave the same bits, or neither was.
bool same_answer(const TrialAnswer& a, const TrialAnswer& b);

class TrialUse {
 public:
  // `position` as in an experiment's list. After `patience`, in a call, it is told to stop through the host's
  // progress.
  TrialUse(const Plugin& plugin, std::vector<Setting> settings, std::size_t position = 0,
           std::chrono::milliseconds patience = std::chrono::hours(1));
  TrialUse(const TrialUse&) = delete;
  TrialUse& operator=(const TrialUse&) = delete;

  TrialAnswer call(const TrialInput& input);

 private:
  TrialAnswer augment(const TrialInput& input);
  TrialAnswer extract(const TrialInput& input);
  TrialAnswer analyse(const TrialInput& input);
  TrialAnswer not_done(const Diagnostics& why) const;
  std::string without_name(const std::string& message) const;
  bool goes_on();

  std::string name_;
  std::chrono::milliseconds patience_;
  std::chrono::steady_clock::time_point began_ = {};
  std::vector<float> weights_ = make_weights();
  TrialAnswer not_created_ = {};
  std::optional<PluginInstance> instance_;
};

}  // namespace cae
