// The order between a parallel loop and its tasks, made visible to ThreadSanitizer.
//
// TBB orders a loop's start and end with its tasks, but Debian's library is not instrumented, so TSan cannot
// see it. Files that include TBB's headers are not instrumented either; this connects them with the
// instrumented code.
#pragma once

#include <atomic>

namespace cae {

// Exists as long as the loop, which passes its address to the tasks and calls it through that.
template <class F>
class OrderedTask {
 public:
  explicit OrderedTask(F& function) : function_(&function) { count_.store(1, std::memory_order_release); }
  ~OrderedTask() { count_.load(std::memory_order_acquire); }
  OrderedTask(const OrderedTask&) = delete;
  OrderedTask& operator=(const OrderedTask&) = delete;

  template <class... Arguments>
  void operator()(Arguments... arguments) {
    count_.load(std::memory_order_acquire);
    const Counted counted{count_};
    (*function_)(arguments...);
  }

 private:
  // A task that throws has ended too.
  struct Counted {
    std::atomic<int>& count;
    ~Counted() { count.fetch_add(1, std::memory_order_acq_rel); }
  };

  F* function_;
  std::atomic<int> count_{0};
};

}  // namespace cae
