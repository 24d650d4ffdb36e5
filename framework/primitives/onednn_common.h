// What the parts of the adapter share. They, the files onednn_*.cpp, are the only ones that include oneDNN's
// headers.
#pragma once

#include <dnnl.hpp>
#include <new>

#include "framework/primitives/onednn.h"

namespace cae::onednn {

const dnnl::engine& cpu();
dnnl::stream& stream();  // of the calling thread
dnnl::primitive_attr user_scratchpad();
dnnl::memory wrap(const dnnl::memory::desc& desc, const void* data);

// The result of `make`. Where oneDNN runs out of memory it throws an error of its own; here it becomes
// std::bad_alloc.
template <class Make>
auto made(Make&& make) {
  try {
    return make();
  } catch (const dnnl::error& error) {
    if (error.status == dnnl_out_of_memory) throw std::bad_alloc();
    throw;
  }
}

// Copies an array from one layout to another. Made once for many calls, since making it looks into oneDNN's
// cache of primitives.
class Reorder {
 public:
  Reorder(const dnnl::memory::desc& from, const dnnl::memory::desc& to);
  void run(const void* from, void* to) const;

 private:
  dnnl::reorder::primitive_desc desc_;
  dnnl::reorder primitive_;
};

}  // namespace cae::onednn
