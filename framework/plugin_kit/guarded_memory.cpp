#include "framework/plugin_kit/guarded_memory.h"

#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <new>

#include "framework/base/fixed_text.h"

namespace cae {
namespace {

enum class RegionUse { none, reading, writing, over };

// A piece of memory with its guard pages. A signal handler reads these.
struct Region {
  RegionUse use = RegionUse::none;
  const char* name = "";
  char* begin = nullptr;  // of the first guard page
  std::size_t bytes = 0;  // with both guard pages
  char* data = nullptr;
  std::size_t data_bytes = 0;
};

// As many as a call takes and then some: what was given to earlier calls stays forbidden until its place is
// needed. Never destroyed, as threads of the plugin may run until the program ends.
constexpr std::size_t most_regions = 4096;
constexpr std::size_t most_kept_bytes = std::size_t{1} << 18;  // of a region after its call
std::array<Region, most_regions> regions;
std::size_t next_region = 0;
std::atomic<TrialBoard*> watching = nullptr;

std::size_t page_bytes() {
  static const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

std::size_t free_region() {
  for (std::size_t tries = 0; tries < most_regions; ++tries) {
    const std::size_t index = next_region++ % most_regions;
    Region& region = regions[index];
    if (region.use == RegionUse::reading || region.use == RegionUse::writing) continue;
    if (region.use == RegionUse::over) munmap(region.begin, region.bytes);
    region.use = RegionUse::none;
    return index;
  }
  throw std::bad_alloc();
}

void add_number(FixedText& text, std::size_t number) {
  std::array<char, 24> digits = {};
  std::size_t at = digits.size() - 1;
  do {
    digits[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  text.add(digits.data() + at);
}

enum class Access { read, write, unknown };

Access access_of(const void* context) {
#if defined(__x86_64__)
  constexpr std::uint64_t write = 2;
  const auto error =
      static_cast<std::uint64_t>(static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_ERR]);
  return (error & write) != 0 ? Access::write : Access::read;
#else
  (void)context;
  return Access::unknown;
#endif
}

void describe(FixedText& text, const Region& region, const char* address, Access access) {
  text.add(access == Access::write ? "wrote " : access == Access::read ? "read " : "touched ");
  if (region.use == RegionUse::over) {
    text.add("'").add(region.name).add("' of an earlier call, which had returned");
  } else if (address >= region.data + region.data_bytes) {
    text.add("behind the end of '").add(region.name).add("', at byte ");
    add_number(text, static_cast<std::size_t>(address - region.data));
    text.add(" of ");
    add_number(text, region.data_bytes);
  } else if (address < region.data) {
    text.add("before the beginning of '").add(region.name).add("', by ");
    add_number(text, static_cast<std::size_t>(region.data - address));
    text.add(" bytes");
  } else {
    text.add("to '").add(region.name).add("', which it may only read");
  }
}

extern "C" void tell_of_fault(int signal, siginfo_t* info, void* context) {
  const auto* address = static_cast<const char*>(info->si_addr);
  TrialBoard* board = watching.exchange(nullptr);
  for (const Region& region : regions) {
    if (board == nullptr || region.use == RegionUse::none) continue;
    if (address < region.begin || address >= region.begin + region.bytes) continue;
    FixedText text;
    describe(text, region, address, access_of(context));
    board->note_fault(text.view());
    break;
  }
  struct sigaction usual = {};
  usual.sa_handler = SIG_DFL;
  sigaction(signal, &usual, nullptr);
  raise(signal);
}

}  // namespace

CallMemory::~CallMemory() {
  for (const std::size_t index : taken_) {
    Region& region = regions[index];
    region.use = region.bytes > most_kept_bytes ? RegionUse::none : RegionUse::over;
    if (region.use == RegionUse::none) {
      munmap(region.begin, region.bytes);
    } else {
      madvise(region.begin, region.bytes, MADV_DONTNEED);
      mprotect(region.begin, region.bytes, PROT_NONE);
    }
  }
}

void* CallMemory::take(const char* name, std::size_t bytes) {
  const std::size_t index = free_region();
  Region& region = regions[index];
  if (bytes > SIZE_MAX / 2) throw std::bad_alloc();
  const std::size_t inside = (bytes + page_bytes() - 1) / page_bytes() * page_bytes();
  void* begin = mmap(nullptr, inside + 2 * page_bytes(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (begin == MAP_FAILED) throw std::bad_alloc();
  region = {RegionUse::writing, name, static_cast<char*>(begin), inside + 2 * page_bytes(), nullptr, bytes};
  taken_.push_back(index);
  char* first = region.begin + page_bytes();
  region.data = end_ == GuardedEnd::before ? first : first + (inside - bytes);
  if (inside > 0 && mprotect(first, inside, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
  return region.data;
}

const void* CallMemory::copy(const char* name, const void* values, std::size_t bytes) {
  void* data = take(name, bytes);
  Region& region = regions[taken_.back()];
  if (bytes > 0) {
    std::memcpy(data, values, bytes);
    mprotect(region.begin + page_bytes(), region.bytes - 2 * page_bytes(), PROT_READ);
  }
  region.use = RegionUse::reading;
  return data;
}

const char* CallMemory::constant_text(const char* name, const char* text) {
  return text == nullptr ? nullptr : constant(name, text, std::strlen(text) + 1);
}

void watch_guarded_memory(TrialBoard& board) {
  watching = &board;
  struct sigaction action = {};
  action.sa_sigaction = tell_of_fault;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (const int signal : {SIGSEGV, SIGBUS}) sigaction(signal, &action, nullptr);
}

}  // namespace cae
