// What the parts of the adapter share. They, the files onednn_*.cpp, are the only ones that include oneDNN's
// headers.
#pragma once

#include <dnnl.hpp>

#include "framework/primitives/onednn.h"

namespace cae::onednn {

const dnnl::engine& cpu();
dnnl::stream& stream();  // of the calling thread
dnnl::primitive_attr user_scratchpad();
dnnl::memory wrap(const dnnl::memory::desc& desc, const void* data);
void reorder(const dnnl::memory& from, const dnnl::memory& to);

}  // namespace cae::onednn
