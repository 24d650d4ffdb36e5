// Work that is watched while it runs, such as a plugin's, which cannot be stopped.
#pragma once

#include <chrono>
#include <functional>

namespace cae {

struct ApartWatch {
  std::function<void()> tick = {};     // about twenty times a second
  std::function<bool()> stopped = {};  // whether the work is no longer wanted
  // Called where the work has not ended `patience` after that. It ends the program: the work cannot be left
  // behind, as what it uses lives only as long as this call. Where it returns, the work is waited for.
  std::function<void()> leave = {};
  std::chrono::milliseconds patience = std::chrono::milliseconds(600);
};

// Runs `work` on a thread of its own and watches it from this one until it ends; what it throws is thrown
// here.
void run_apart(const std::function<void()>& work, const ApartWatch& watch);

}  // namespace cae
