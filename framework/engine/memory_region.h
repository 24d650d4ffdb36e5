// One block of memory straight from the kernel, touched once at the start, in huge pages where the kernel
// gives them.
#pragma once

#include <cstddef>

namespace cae {

class MemoryRegion {
 public:
  // Throws Failure if there is not enough memory.
  explicit MemoryRegion(std::size_t bytes);
  ~MemoryRegion();
  MemoryRegion(const MemoryRegion&) = delete;
  MemoryRegion& operator=(const MemoryRegion&) = delete;
  std::byte* data() const { return data_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::byte* data_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace cae
