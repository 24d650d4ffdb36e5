#include "framework/plugin/held_environment.h"

#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace cae {

HeldEnvironment::HeldEnvironment() {
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    variables_.emplace_back(*variable);
  }
  handed_out_ = variables_;
  for (std::string& variable : handed_out_) pointers_.push_back(variable.data());
  pointers_.push_back(nullptr);
}

bool HeldEnvironment::is_current() const {
  if (environ == nullptr) return false;
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    if (environ[i] == nullptr || variables_[i] != environ[i]) return false;
  }
  return environ[variables_.size()] == nullptr;
}

void HeldEnvironment::put_back() {
  // Code that changed a variable in place may have changed the copy that an earlier put_back() installed.
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    std::memcpy(handed_out_[i].data(), variables_[i].c_str(), variables_[i].size() + 1);
    pointers_[i] = handed_out_[i].data();
  }
  environ = pointers_.data();
}

}  // namespace cae
