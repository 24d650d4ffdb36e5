// A copy of the environment, to find out whether it changed and to restore it.
#pragma once

#include <string>
#include <vector>

namespace cae {

// Lives until the program ends: after put_back() `environ` points into it.
class HeldEnvironment {
 public:
  // Of the environment as it is now.
  HeldEnvironment();
  HeldEnvironment(const HeldEnvironment&) = delete;
  HeldEnvironment& operator=(const HeldEnvironment&) = delete;

  // Whether the environment is this copy: every variable, in its order, byte by byte.
  bool is_current() const;
  void put_back();

 private:
  std::vector<std::string> variables_;  // "NAME=value", never handed out
  std::vector<std::string> handed_out_;
  std::vector<char*> pointers_;  // to these, as `environ` has them
};

}  // namespace cae
