// One block of memory straight from the kernel, in huge pages where the kernel gives them. Who touches a page
// first has it near: all of them are to be touched before the training loop.
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
  void touch(std::size_t first, std::size_t bytes);  // [first, first + bytes), as far as there is memory

 private:
  std::byte* data_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace cae
