#include "framework/primitives/onednn.h"

#include <cstddef>
#include <map>
#include <vector>

#include "framework/primitives/onednn_common.h"

namespace cae::onednn {

const dnnl::engine& cpu() {
  static const dnnl::engine engine = made([] { return dnnl::engine(dnnl::engine::kind::cpu, 0); });
  return engine;
}

dnnl::stream& stream() {
  thread_local dnnl::stream stream = made([] { return dnnl::stream(cpu()); });
  return stream;
}

dnnl::primitive_attr user_scratchpad() {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attributes;
}

dnnl::memory wrap(const dnnl::memory::desc& desc, const void* data) {
  return {desc, cpu(), const_cast<void*>(data)};
}

Reorder::Reorder(const dnnl::memory::desc& from, const dnnl::memory::desc& to)
    : desc_(made([&] { return dnnl::reorder::primitive_desc(cpu(), from, cpu(), to, user_scratchpad()); })),
      primitive_(made([&] { return dnnl::reorder(desc_); })) {}

void Reorder::run(const void* from, void* to) const {
  // Local to the call, so that calls may run concurrently.
  std::vector<std::byte> scratch(desc_.scratchpad_desc().get_size());
  primitive_.execute(stream(), {{DNNL_ARG_FROM, wrap(desc_.src_desc(), from)},
                                {DNNL_ARG_TO, wrap(desc_.dst_desc(), to)},
                                {DNNL_ARG_SCRATCHPAD, wrap(desc_.scratchpad_desc(), scratch.data())}});
  stream().wait();
}

std::string version() {
  const dnnl_version_t* v = dnnl_version();
  return std::to_string(v->major) + "." + std::to_string(v->minor) + "." + std::to_string(v->patch);
}

std::string isa_name() {
  static const std::map<dnnl_cpu_isa_t, const char*> names = {
      {dnnl_cpu_isa_sse41, "sse41"},
      {dnnl_cpu_isa_avx, "avx"},
      {dnnl_cpu_isa_avx2, "avx2"},
      {dnnl_cpu_isa_avx2_vnni, "avx2_vnni"},
      {dnnl_cpu_isa_avx512_core, "avx512_core"},
      {dnnl_cpu_isa_avx512_core_vnni, "avx512_core_vnni"},
      {dnnl_cpu_isa_avx512_core_bf16, "avx512_core_bf16"},
  };
  const dnnl_cpu_isa_t isa = dnnl_get_effective_cpu_isa();
  const auto found = names.find(isa);
  if (found != names.end()) return found->second;
  // An ISA newer than this list has AVX-512 if its bits include those of avx512_core.
  if ((isa & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core) return "avx512_core_amx";
  if ((isa & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2) return "avx2_vnni";
  return "generic";
}

bool has_bf16() {
  return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_bf16) == dnnl_cpu_isa_avx512_core_bf16;
}

}  // namespace cae::onednn
