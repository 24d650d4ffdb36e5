#include "framework/engine/memory_region.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "framework/base/catalogue/run.h"
#include "framework/base/memory_limit.h"
#include "framework/base/result.h"

namespace cae {

MemoryRegion::MemoryRegion(std::size_t bytes) {
  constexpr std::size_t huge_page = std::size_t{1} << 21;
  bytes_ = (bytes + huge_page - 1) / huge_page * huge_page;
  if (bytes_ == 0) return;
  if (static_cast<double>(bytes_) > available_memory_bytes()) {
    throw Failure(catalogue::plan_too_large(static_cast<double>(bytes_), available_memory_bytes()));
  }
  void* address = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (address == MAP_FAILED) {
    throw Failure(catalogue::memory_refused(static_cast<double>(bytes_), "one step of this model",
                                            std::strerror(errno)));
  }
  madvise(address, bytes_, MADV_HUGEPAGE);  // a hint: where it is refused, only the speed changes
  data_ = static_cast<std::byte*>(address);
}

void MemoryRegion::touch(std::size_t first, std::size_t bytes) {
  if (first < bytes_) std::memset(data_ + first, 0, std::min(bytes, bytes_ - first));
}

MemoryRegion::~MemoryRegion() {
  if (data_ != nullptr) munmap(data_, bytes_);
}

}  // namespace cae
