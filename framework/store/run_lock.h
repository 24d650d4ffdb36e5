// The lock by which live runs can be told from crashed ones: an open-file-description lock on a file in the
// run's folder. The kernel drops it when the process ends, also by kill -9, and it works between containers
// and over NFS, where process ids do not. Private to the store.
#pragma once

#include <optional>
#include <string>

namespace cae::store {

class RunLock {
 public:
  // Takes the lock, or returns none with errno: EAGAIN where another process holds it, EACCES where the
  // file's permissions forbid it.
  static std::optional<RunLock> take(const std::string& file);
  // Whether some process holds it, without taking it. False where there is no such file; true where that
  // cannot be found out, so that no live run is treated as crashed.
  static bool is_held(const std::string& file);

  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace cae::store
